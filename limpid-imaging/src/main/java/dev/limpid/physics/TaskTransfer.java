package dev.limpid.physics;

import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * The task transfer function of a round insert's edge: how much of a detail of some frequency is left, for edges of this contrast
 * (Richard et al., Med Phys 39(7), 2012; AAPM Report 233, 2019). For linear reconstruction it is the modulation transfer function;
 * what an iterative or learned one does depends on contrast and noise, so a figure belongs to its contrast.
 *
 * <p>Pixels are sorted by their distance from the insert's middle into the edge spread function, whose derivative, tapered and
 * transformed, is the result. The part that bins and differences take from high frequencies is given back.
 *
 * @param step of frequency in 1/mm
 * @param values at 0, step, 2 step, ... up to the coarser Nyquist frequency; 1 at 0
 * @param contrastHu of the edge that it was measured on, the insert less its surroundings
 * @param centred the insert, with its middle as it was found
 */
public record TaskTransfer(double step, double[] values, double contrastHu, Insert centred) {
    private static final double STEP = 0.01;

    /** Of a pixel. */
    private static final double BIN = 0.2;

    /** The part of the edge's reach within which nothing is tapered. */
    private static final double FLAT = 0.6;

    /** Wider than any kernel's edge; beyond it there is only noise. */
    private static final double MOST_REACH_MM = 10;

    private static final double REACH = 0.8;
    private static final double FEWEST_PIXELS = 4;

    /**
     * Of an edge; of repeated scans give the mean, since noise is as strong as the edge at contrasts that matter.
     *
     * @throws IllegalArgumentException if the insert does not lie within the slice, its radius is below four pixels, or it has no
     *     contrast to its surroundings
     */
    public static TaskTransfer of(Slice slice, Insert insert) {
        Disc rough = Disc.of(slice, insert);
        double pixel = Math.max(rough.spacing().rowMm(), rough.spacing().columnMm());
        if (insert.radiusMm() < FEWEST_PIXELS * pixel) {
            throw new IllegalArgumentException("an edge is measured on inserts of a radius of four pixels, here "
                    + (float) (FEWEST_PIXELS * pixel) + " mm, and more, not " + (float) insert.radiusMm() + " mm");
        }
        double contrast = InsertContrast.of(slice, insert).contrastHu();
        if (contrast == 0) {
            throw new IllegalArgumentException("the insert has no contrast to its surroundings");
        }
        Disc disc = Centre.refine(rough);
        double width = BIN * Math.min(disc.spacing().rowMm(), disc.spacing().columnMm());
        double reach = Math.min(MOST_REACH_MM, REACH * insert.radiusMm());
        double[] edge = EdgeProfile.of(disc, reach, width);
        double[] line = new double[edge.length - 1];
        for (int k = 0; k < line.length; k++) {
            line[k] = (edge[k] - edge[k + 1]) * taper((k + 1 - edge.length / 2.0) * width / reach);
        }
        int count = (int) (0.5 / pixel / STEP) + 1;
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            double bins = sinc(i * STEP * width);
            values[i] = size(line, i * STEP * width) / (bins * bins);
        }
        double zero = values[0];
        for (int i = 0; i < count; i++) {
            values[i] /= zero;
        }
        return new TaskTransfer(STEP, values, contrast, disc.insert());
    }

    /** The lowest frequency in 1/mm at which the function falls to a part of 1; empty where it never does. */
    public OptionalDouble frequencyAt(double part) {
        for (int i = 1; i < values.length; i++) {
            if (values[i] <= part) {
                double over = (values[i - 1] - part) / (values[i - 1] - values[i]);
                return OptionalDouble.of((i - 1 + over) * step);
            }
        }
        return OptionalDouble.empty();
    }

    /** 1 in the middle, a cosine to 0 at the ends. */
    private static double taper(double part) {
        double over = (Math.abs(part) - FLAT) / (1 - FLAT);
        return over <= 0 ? 1 : over >= 1 ? 0 : (1 + Math.cos(Math.PI * over)) / 2;
    }

    private static double size(double[] line, double cyclesPerBin) {
        double real = 0;
        double imaginary = 0;
        for (int k = 0; k < line.length; k++) {
            real += line[k] * Math.cos(2 * Math.PI * cyclesPerBin * k);
            imaginary += line[k] * Math.sin(2 * Math.PI * cyclesPerBin * k);
        }
        return Math.hypot(real, imaginary);
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskTransfer that
                && step == that.step
                && contrastHu == that.contrastHu
                && centred.equals(that.centred)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return values.length + " values, " + step + " / mm apart, of " + contrastHu + " HU";
    }
}
