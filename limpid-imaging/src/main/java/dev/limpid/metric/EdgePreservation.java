package dev.limpid.metric;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Whether edges of the reference are still there, as steep relative to each other as they were: Pearson's correlation
 * of the two gradient magnitudes over the reference's edges.
 *
 * <p>The gradient is |grad G I|, central differences after Gaussian smoothing G of {@link #SMOOTHING} pixel, so that it
 * is an edge rather than a pixel's noise that is measured. The edges are the pixels whose gradient in the reference
 * exceeds the {@link #PERCENTILE}th percentile of that gradient over all pixels that count (nearest rank). Pixels whose
 * neighbourhood meets padding of the reference do not count.
 *
 * <p>1: the edges are kept, up to a common factor: a gain, an offset or an inverted scale changes nothing. Blurring
 * flattens sharp and fine edges more than wide ones and lowers the value; where edges were lost in noise or smoothed
 * away it goes to 0; below 0, steep edges became flatter than flat ones. 0 when the test has no gradient there. 1 when
 * the reference has no edges, or only edges of one steepness: there is nothing whose order could be lost.
 *
 * <p>The correlation of gradients as a measure of edge preservation is usual in ultrasound and speckle work (Sattar,
 * Floreby, Salomonsson and Lovstrom, IEEE TIP 6(6), 1997, with high-pass filtered images as a whole); taking the
 * gradient, and only the clean image's edges, keeps the noise of flat areas out of it.
 *
 * <p>Example: {@code new EdgePreservation().of(clean, denoised)}.
 */
public record EdgePreservation() implements Metric {
    /** Standard deviation of the smoothing, in pixels. */
    public static final double SMOOTHING = 1;
    /** Pixels steeper than this percentile of the reference's gradient are edges. */
    public static final int PERCENTILE = 90;

    /**
     * The correlation, in [-1, 1].
     *
     * @throws IllegalArgumentException also if every pixel is padding or too near to it
     */
    @Override
    public double of(Slice reference, Slice test) {
        Differences.requireComparable(reference, test);
        boolean[] edges = Interior.awayFromPadding(reference, Smoothing.radius(SMOOTHING) + 1);
        float[] clean = steepness(reference);
        float[] kept = steepness(test);
        float threshold = percentile(clean, edges);
        float flattest = Float.POSITIVE_INFINITY;
        float steepest = 0;
        for (int i = 0; i < clean.length; i++) {
            edges[i] &= clean[i] > threshold;
            if (edges[i]) {
                flattest = Math.min(flattest, clean[i]);
                steepest = Math.max(steepest, clean[i]);
            }
        }
        return flattest < steepest ? Gradient.correlation(clean, kept, edges) : 1;
    }

    private static float[] steepness(Slice slice) {
        float[] plane = slice.toArray();
        // Single precision is enough once the offset is gone; which one does not matter to a gradient.
        float offset = plane[plane.length / 2];
        for (int i = 0; i < plane.length; i++) {
            plane[i] -= offset;
        }
        Smoothing.inPlace(plane, slice.columns(), SMOOTHING);
        return Gradient.magnitude(plane, slice.rows(), slice.columns());
    }

    private static float percentile(float[] values, boolean[] counts) {
        float[] sorted = new float[values.length];
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (counts[i]) {
                sorted[n++] = values[i];
            }
        }
        if (n == 0) {
            throw new NotApplicableException(
                    "nothing to compare: every pixel of the reference is padding or next to padding");
        }
        Arrays.sort(sorted, 0, n);
        return sorted[Math.max(0, (int) Math.ceil(PERCENTILE / 100.0 * n) - 1)];
    }

    @Override
    public String name() {
        return "edge preservation";
    }

    @Override
    public String unit() {
        return "1";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }
}
