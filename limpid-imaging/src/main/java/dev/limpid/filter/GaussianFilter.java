package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;

/**
 * Convolution with a Gaussian, first down the columns, then along the rows.
 *
 * <p>The kernel is exp(-k^2 / (2 sigma^2)) for |k| &lt;= round(4 sigma), divided by its sum; the edge pixel repeats at
 * the border. Both are the conventions of scipy.ndimage.gaussian_filter, and sigma 1 with this width the defaults of
 * skimage.filters.gaussian. cv2.GaussianBlur with sigma 1 and its own choice of width gives the same pixels at more than
 * 4 sigma from the border, where it mirrors on the edge pixel. A constant image is returned bit for bit.
 *
 * <p>Padding: normalised convolution (Knutsson and Westin, CVPR 1993, with certainty 0 at padding and 1 elsewhere): the
 * weights of the image pixels under the kernel are scaled to sum to one.
 *
 * <p>Example: {@code new GaussianFilter(1).denoise(slice)}.
 *
 * @param sigma standard deviation in pixels, above 0 and at most {@link #MAX_SIGMA}
 */
public record GaussianFilter(double sigma) implements Denoiser {
    /** The widest kernel: 100 pixels. */
    public static final double MAX_SIGMA = 100;

    private static final double TRUNCATE = 4;

    public GaussianFilter {
        if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
            throw new IllegalArgumentException(
                    "the sigma of a Gaussian filter is above 0 and at most " + MAX_SIGMA + " pixels, not " + sigma);
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        return SeparableBand.convolve(noisy, halfKernel(sigma));
    }

    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public String describe() {
        return "gaussian(sigma=" + sigma + ")";
    }

    @Override
    public int halo() {
        return radius(sigma);
    }

    private static int radius(double sigma) {
        return (int) (TRUNCATE * sigma + 0.5);
    }

    /** Weights at distance 0..radius; twice their sum without the first, plus the first, is one. */
    private static float[] halfKernel(double sigma) {
        double[] weights = new double[radius(sigma) + 1];
        double sum = 0;
        for (int k = 0; k < weights.length; k++) {
            weights[k] = Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += k == 0 ? weights[k] : 2 * weights[k];
        }
        float[] kernel = new float[weights.length];
        for (int k = 0; k < kernel.length; k++) {
            kernel[k] = (float) (weights[k] / sum);
        }
        return kernel;
    }
}
