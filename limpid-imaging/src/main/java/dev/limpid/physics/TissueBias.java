package dev.limpid.physics;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far the HU of each {@link Tissue} moved: the mean of test - reference over its pixels.
 *
 * <p>A pixel counts as a tissue when the reference, smoothed by a Gaussian of 1.5 mm, is of that tissue at it and everywhere within
 * 2 mm. Were single pixels chosen by their own noisy value, those that noise had raised would be chosen from the tissue below, and a
 * denoiser would seem to lower them.
 *
 * <p>Pixels near to each other share noise, and so do neighbouring slices, and all scans that are compared with one reference share that
 * one's. Columns of 10 mm x 10 mm in the plane, through all pairs that were added, are therefore the units of the interval (a ratio
 * estimate over clusters; Cochran, Sampling Techniques, 1977, section 9A.8). Where pairs share nothing that only makes it vary more.
 * Columns of one patient are still alike: the interval is of these images, not of others. Add pairs one after the other; one thread at
 * a time.
 */
public final class TissueBias {
    private static final double SMOOTHING_MM = 1.5;
    private static final double WITHIN_MM = 2;
    private static final double BLOCK_MM = 10;

    /** By tissue and by where they lie. */
    private final Map<Tissue, Map<Long, Column>> columns = new EnumMap<>(Tissue.class);

    /** Sum of differences and number of pixels. */
    private static final class Column {
        private double sum;
        private long count;

        private void add(double difference, long pixels) {
            sum += difference;
            count += pixels;
        }
    }

    /**
     * Adds a pair.
     *
     * @throws IllegalArgumentException if sizes differ, a plane is not in HU, or the reference has no spacing
     */
    public void add(Slice reference, Slice test) {
        if (reference.unit() != Unit.HOUNSFIELD || test.unit() != Unit.HOUNSFIELD) {
            throw new IllegalArgumentException("bias by tissue is of images in Hounsfield units, not in "
                    + (reference.unit() == Unit.HOUNSFIELD ? test : reference)
                            .unit()
                            .symbol());
        }
        if (reference.rows() != test.rows() || reference.columns() != test.columns()) {
            throw new IllegalArgumentException("a " + test + " cannot be compared with a " + reference);
        }
        PixelSpacing spacing = reference
                .spacing()
                .orElseThrow(() -> new IllegalArgumentException("the distance between pixels is not known"));
        double sigma = SMOOTHING_MM / Math.sqrt(spacing.rowMm() * spacing.columnMm());
        Slice smooth = new GaussianFilter(Math.max(0.2, Math.min(GaussianFilter.MAX_SIGMA, sigma))).denoise(reference);
        for (Tissue tissue : Tissue.values()) {
            boolean[] mask = mask(smooth, reference, tissue, spacing);
            for (int i = 0; i < mask.length; i++) {
                if (mask[i]) {
                    long down = (long) (i / reference.columns() * spacing.rowMm() / BLOCK_MM);
                    long across = (long) (i % reference.columns() * spacing.columnMm() / BLOCK_MM);
                    column(tissue, down << 32 | across).add((double) test.at(i) - reference.at(i), 1);
                }
            }
        }
    }

    /** Takes over all pairs of another. */
    public void join(TissueBias other) {
        other.columns.forEach((tissue, of) ->
                of.forEach((place, column) -> column(tissue, place).add(column.sum, column.count)));
    }

    private Column column(Tissue tissue, long place) {
        return columns.computeIfAbsent(tissue, none -> new TreeMap<>()).computeIfAbsent(place, none -> new Column());
    }

    /** What was found of each tissue that was there. */
    public Map<Tissue, MeanDifference> byTissue() {
        Map<Tissue, MeanDifference> means = new EnumMap<>(Tissue.class);
        columns.forEach((tissue, of) -> means.put(
                tissue,
                MeanDifference.of(
                        of.values().stream().mapToDouble(column -> column.sum).toArray(),
                        of.values().stream().mapToLong(column -> column.count).toArray())));
        return means;
    }

    private static boolean[] mask(Slice smooth, Slice reference, Tissue tissue, PixelSpacing spacing) {
        int rows = smooth.rows();
        int columns = smooth.columns();
        boolean[] holds = new boolean[smooth.size()];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = tissue.holds(smooth.at(i)) && !reference.isPadding(i);
        }
        boolean[] along = eroded(holds, rows, columns, columns, 1, (int) Math.ceil(WITHIN_MM / spacing.columnMm()));
        return eroded(along, columns, rows, 1, columns, (int) Math.ceil(WITHIN_MM / spacing.rowMm()));
    }

    /** True where all within a reach along one direction are; beyond the border there is nothing. */
    private static boolean[] eroded(boolean[] holds, int lines, int length, int lineStep, int step, int reach) {
        boolean[] result = new boolean[holds.length];
        for (int line = 0; line < lines; line++) {
            int run = 0;
            for (int at = 0; at < length; at++) {
                run = holds[line * lineStep + at * step] ? run + 1 : 0;
                if (run > 2 * reach) {
                    result[line * lineStep + (at - reach) * step] = true;
                }
            }
        }
        return result;
    }
}
