package dev.limpid.model;

/**
 * How DPIR uses its denoiser D (Zhang et al., IEEE TPAMI 2022, algorithm 1) when the image is only noisy, so that the
 * degradation H is the identity.
 *
 * <p>With one iteration the result is D(y, sigma), which is all that the authors' denoising script does. With K > 1 it is
 * half-quadratic splitting: z_0 = y, and for k = 1..K
 *
 * <pre>
 * x_k = argmin |x - y|^2 + rho_k |x - z_(k-1)|^2 = (y + rho_k z_(k-1)) / (1 + rho_k)
 * z_k = D(x_k, sigma_k)
 * </pre>
 *
 * with sigma_k falling log-uniformly from 49/255 to sigma and rho_k = 0.23 sigma^2 / sigma_k^2, where sigma is taken as
 * at least 0.255/255; the result is z_K. A sigma above 49/255 is used in every iteration.
 *
 * @param noise the level that D is told
 * @param iterations K, 1..100
 * @param ensemble whether the plane is turned about: with one iteration the result is the mean over the eight
 *     {@linkplain Orientation orientations}, with more each iteration has the next one, as in the authors' scripts
 */
public record PlugAndPlay(NoiseLevel noise, int iterations, boolean ensemble) {
    /** One call with the image's own noise level. */
    public static final PlugAndPlay AUTOMATIC = new PlugAndPlay(new NoiseLevel.Estimated(), 1, false);

    private static final double LAMBDA = 0.23;
    private static final double FIRST_SIGMA = 49.0 / 255;
    private static final double SMALLEST_SIGMA = 0.255 / 255;
    private static final int MOST_ITERATIONS = 100;

    public PlugAndPlay {
        if (iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations is a whole number 1.." + MOST_ITERATIONS + ", not " + iterations);
        }
    }

    /** {@code sigma=auto, iterations=8, ensemble=1}. */
    String describe() {
        return "sigma=" + noise + ", iterations=" + iterations + ", ensemble="
                + (ensemble ? Orientation.values().length : 1);
    }

    /**
     * The restored plane.
     *
     * @param y row-major; not modified
     * @param sigma the noise's standard deviation
     */
    float[] restore(float[] y, int rows, int columns, double sigma, GaussianDenoiser denoiser) {
        if (iterations > 1) {
            return split(y, rows, columns, sigma, denoiser);
        }
        return ensemble ? mean(y, rows, columns, sigma, denoiser) : denoiser.denoise(y, rows, columns, sigma);
    }

    private float[] split(float[] y, int rows, int columns, double sigma, GaussianDenoiser denoiser) {
        double[] levels = levels(sigma);
        float[] z = y;
        for (int k = 0; k < iterations; k++) {
            float[] x = proximal(y, z, weight(sigma, levels[k]));
            Orientation orientation = ensemble ? Orientation.of(k) : Orientation.UPRIGHT;
            z = orientation.around(denoiser, x, rows, columns, levels[k]);
        }
        return z;
    }

    private static float[] mean(float[] y, int rows, int columns, double sigma, GaussianDenoiser denoiser) {
        double[] sums = new double[y.length];
        for (Orientation orientation : Orientation.values()) {
            float[] result = orientation.around(denoiser, y, rows, columns, sigma);
            for (int i = 0; i < sums.length; i++) {
                sums[i] += result[i];
            }
        }
        float[] mean = new float[y.length];
        for (int i = 0; i < mean.length; i++) {
            mean[i] = (float) (sums[i] / Orientation.values().length);
        }
        return mean;
    }

    /** argmin over x of |x - y|^2 + rho |x - z|^2. */
    static float[] proximal(float[] y, float[] z, double rho) {
        float[] x = new float[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) ((y[i] + rho * z[i]) / (1 + rho));
        }
        return x;
    }

    /** sigma_1..sigma_K. */
    double[] levels(double sigma) {
        double last = Math.max(SMALLEST_SIGMA, sigma);
        double first = Math.max(FIRST_SIGMA, last);
        double[] levels = new double[iterations];
        for (int k = 0; k < iterations; k++) {
            double way = iterations == 1 ? 1 : (double) k / (iterations - 1);
            levels[k] = StrictMath.exp((1 - way) * StrictMath.log(first) + way * StrictMath.log(last));
        }
        return levels;
    }

    /** rho_k. */
    static double weight(double sigma, double level) {
        double floored = Math.max(SMALLEST_SIGMA, sigma);
        return LAMBDA * floored * floored / (level * level);
    }
}
