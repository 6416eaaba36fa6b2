package dev.limpid.physics;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Round inserts of a phantom: what stands out from most of the body after a Gaussian of 1.5 mm, is as wide as high, fills its circle,
 * and has most of the body round it. Made for phantoms: in a patient it finds vessels.
 */
public final class InsertSearch {
    private static final double SMOOTHING_MM = 1.5;
    private static final double BODY_HU = -300;
    private static final double LEAST_HU = 8;
    private static final double LEAST_DEVIATIONS = 6;
    private static final double TO_DEVIATION = 1.4826;
    private static final double FEWEST_PIXELS = 4;
    private static final double MOST_MM = 40;
    private static final double MOST_OVAL = 1.2;
    private static final double MOST_LONG = 1.25;
    private static final double MOST_UNEVEN = 0.3;

    private final Slice slice;
    private final PixelSpacing spacing;
    private final Slice smooth;
    private final BitSet body;

    private InsertSearch(Slice slice, PixelSpacing spacing) {
        this.slice = slice;
        this.spacing = spacing;
        double sigma = SMOOTHING_MM / Math.sqrt(spacing.rowMm() * spacing.columnMm());
        this.smooth = new GaussianFilter(Math.max(0.2, Math.min(GaussianFilter.MAX_SIGMA, sigma))).denoise(slice);
        this.body = body();
    }

    /**
     * The inserts, from top to bottom.
     *
     * @param slice of a phantom, in HU, with spacing; of repeated scans the mean
     * @throws IllegalArgumentException if it is not in HU or has no spacing
     */
    public static List<Insert> of(Slice slice) {
        if (slice.unit() != Unit.HOUNSFIELD) {
            throw new IllegalArgumentException("inserts are found in Hounsfield units, not in "
                    + slice.unit().symbol());
        }
        PixelSpacing spacing = slice.spacing()
                .orElseThrow(() -> new IllegalArgumentException("the distance between pixels is not known"));
        return new InsertSearch(slice, spacing).inserts();
    }

    /** All but the air that hangs together with the border. */
    private BitSet body() {
        BitSet air = new BitSet();
        for (int i = 0; i < slice.size(); i++) {
            air.set(i, slice.isPadding(i) || smooth.at(i) < BODY_HU);
        }
        BitSet inside = new BitSet();
        inside.set(0, slice.size());
        for (int i = 0; i < slice.size(); i++) {
            int column = i % slice.columns();
            int row = i / slice.columns();
            boolean border = column == 0 || row == 0 || column == slice.columns() - 1 || row == slice.rows() - 1;
            if (border && air.get(i)) {
                for (int outside : Components.take(air, i, slice.rows(), slice.columns())) {
                    inside.clear(outside);
                }
            }
        }
        return inside;
    }

    private List<Insert> inserts() {
        double[] values = body.stream().mapToDouble(smooth::at).sorted().toArray();
        if (values.length == 0) {
            return List.of();
        }
        double most = values[values.length / 2];
        double[] away =
                Arrays.stream(values).map(v -> Math.abs(v - most)).sorted().toArray();
        double least = Math.max(LEAST_HU, LEAST_DEVIATIONS * TO_DEVIATION * away[away.length / 2]);
        List<Insert> found = new ArrayList<>();
        for (int sign = -1; sign <= 1; sign += 2) {
            for (int[] part : Components.of(beyond(most, sign, least), slice.rows(), slice.columns())) {
                candidate(part, most, sign, found);
            }
        }
        found.sort((a, b) -> Double.compare(a.row(), b.row()));
        return found;
    }

    private BitSet beyond(double most, int sign, double least) {
        BitSet mask = new BitSet();
        body.stream().filter(i -> sign * (smooth.at(i) - most) > least).forEach(mask::set);
        return mask;
    }

    /** Its size is where the edge is at half of its height. */
    private void candidate(int[] part, double most, int sign, List<Insert> found) {
        double[] heights = Arrays.stream(part)
                .mapToDouble(i -> sign * (smooth.at(i) - most))
                .sorted()
                .toArray();
        double height = heights[heights.length * 3 / 4];
        BitSet upper = new BitSet();
        for (int i : part) {
            upper.set(i, sign * (smooth.at(i) - most) > height / 2);
        }
        // A faint one, whose half lies below what is searched for, is as large as it was found.
        for (int[] piece : Components.of(upper, slice.rows(), slice.columns())) {
            Shape shape = Shape.of(piece, slice.columns(), spacing);
            double pixel = Math.max(spacing.rowMm(), spacing.columnMm());
            boolean large = shape.radiusMm > FEWEST_PIXELS * pixel && shape.radiusMm < MOST_MM;
            if (large && shape.oval < MOST_OVAL && shape.longest < MOST_LONG * shape.radiusMm + pixel) {
                Insert insert = new Insert(shape.column, shape.row, shape.radiusMm);
                if (isSurrounded(insert, most, height)) {
                    found.add(insert);
                }
            }
        }
    }

    private boolean isSurrounded(Insert insert, double most, double height) {
        try {
            Disc.Statistics ring = Disc.of(smooth, insert)
                    .statistics(
                            InsertContrast.RING_FROM * insert.radiusMm(), InsertContrast.RING_TO * insert.radiusMm());
            return Math.abs(ring.mean() - most) < MOST_UNEVEN * height && ring.deviation() < height / 2;
        } catch (IllegalArgumentException atTheBorder) {
            return false;
        }
    }

    /** A part of the plane: middle, radius of the circle of its area, ratio of its axes, and how far its pixels reach. */
    private record Shape(double column, double row, double radiusMm, double oval, double longest) {
        static Shape of(int[] pixels, int columns, PixelSpacing spacing) {
            double column = Arrays.stream(pixels)
                    .mapToDouble(i -> i % columns)
                    .average()
                    .orElseThrow();
            double row = Arrays.stream(pixels)
                    .mapToDouble(i -> i / columns)
                    .average()
                    .orElseThrow();
            double xx = 0;
            double xy = 0;
            double yy = 0;
            double longest = 0;
            for (int i : pixels) {
                double x = (i % columns - column) * spacing.columnMm();
                double y = (i / columns - row) * spacing.rowMm();
                xx += x * x;
                xy += x * y;
                yy += y * y;
                longest = Math.max(longest, Math.hypot(x, y));
            }
            double spread = Math.hypot(xx - yy, 2 * xy);
            double area = pixels.length * spacing.rowMm() * spacing.columnMm();
            double least = Math.max(1e-9, xx + yy - spread);
            return new Shape(column, row, Math.sqrt(area / Math.PI), Math.sqrt((xx + yy + spread) / least), longest);
        }
    }
}
