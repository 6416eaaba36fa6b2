package dev.limpid.metric;

import dev.limpid.image.Slice;

/**
 * Whether a denoiser removed more where the image has edges: Pearson's correlation, over pixels, of the local strength
 * of the removed part with the steepness of the result.
 *
 * <p>With r = input - output and G Gaussian smoothing of {@link #SMOOTHING} pixels, the local strength is sqrt(G r^2)
 * and the steepness is |grad G output| by central differences. Pixels whose neighbourhood meets padding do not count.
 *
 * <p>0: the removed part carries no trace of edges. Towards 1: edges were removed. Below 0: the denoiser held back at
 * edges, as edge-preserving ones do. Noise that itself follows the image (speckle, Poisson) gives a value above 0 even
 * to a perfect denoiser. 0 also when nothing was removed or the result is flat. For uniform white noise in a 512 x 512
 * image the value scatters by about 0.01.
 *
 * <p>Example: {@code new EdgeCorrelation().of(input, output)}.
 */
public record EdgeCorrelation() implements Metric {
    /** Standard deviation of the smoothing, in pixels. */
    public static final double SMOOTHING = 1.5;

    /**
     * The correlation, in [-1, 1].
     *
     * @param reference the plane before denoising
     * @param test the plane after
     */
    @Override
    public double of(Slice reference, Slice test) {
        Removed removed = Removed.of(reference, test);
        boolean[] counts = removed.awayFromPadding(Smoothing.radius(SMOOTHING) + 1);
        float[] strength = removed.pixels;
        for (int i = 0; i < strength.length; i++) {
            strength[i] *= strength[i];
        }
        Smoothing.inPlace(strength, removed.columns, SMOOTHING);
        for (int i = 0; i < strength.length; i++) {
            strength[i] = (float) Math.sqrt(Math.max(strength[i], 0));
        }
        float[] smooth = test.toArray();
        Smoothing.inPlace(smooth, removed.columns, SMOOTHING);
        return Gradient.correlation(strength, Gradient.magnitude(smooth, removed.rows, removed.columns), counts);
    }

    @Override
    public String name() {
        return "edge correlation";
    }

    @Override
    public String unit() {
        return "1";
    }

    /** False: nearer to 0 is better. */
    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
