package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;

/**
 * Convolution with a Gaussian, first down the columns, then along the rows.
 *
 * <p>The kernel is exp(-k^2 / (2 sigma^2)) for |k| &lt;= round(4 sigma), divided by its sum; the edge pixel repeats at
 * the border. Both are the conventions of scipy.ndimage.gaussian_filter. A constant image is returned bit for bit,
 * because what is summed are weighted differences from the centre pixel; this also keeps the rounding error relative to
 * the local contrast and not to the intensity offset.
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
    private static final int BAND = 64;

    public GaussianFilter {
        if (!(sigma > 0 && sigma <= MAX_SIGMA)) {
            throw new IllegalArgumentException(
                    "the sigma of a Gaussian filter is above 0 and at most " + MAX_SIGMA + " pixels, not " + sigma);
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        float[] kernel = halfKernel(sigma);
        Slice.Builder result = noisy.like();
        RowBands.forEach(noisy.rows(), BAND, (first, end) -> band(noisy, kernel, first, end, result));
        return result.build();
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

    private static void band(Slice noisy, float[] kernel, int first, int end, Slice.Builder result) {
        int columns = noisy.columns();
        Neighbourhood near = Neighbourhood.of(noisy, first, end, kernel.length - 1, Border.EDGE_REPEATED);
        float[] column = new float[near.stride];
        float[] line = new float[columns];
        float[] weight = new float[near.hasPadding() ? columns : 0];
        for (int y = first; y < end; y++) {
            int centre = near.index(y, -(kernel.length - 1));
            convolve(near.pixels, centre, near.stride, kernel, column, line);
            if (near.hasPadding()) {
                convolve(near.valid, centre, near.stride, kernel, column, weight);
                for (int x = 0; x < columns; x++) {
                    line[x] = near.valid[near.index(y, x)] > 0 ? line[x] / weight[x] : noisy.at(y, x);
                }
            }
            result.row(y, 0, columns, line, 0);
        }
    }

    /** One row: down the columns into {@code column} (with margin), then along it into {@code line}. */
    private static void convolve(float[] pixels, int centre, int stride, float[] kernel, float[] column, float[] line) {
        int radius = kernel.length - 1;
        System.arraycopy(pixels, centre, column, 0, stride);
        for (int k = 1; k <= radius; k++) {
            addVertical(pixels, centre, k * stride, kernel[k], column, stride);
        }
        System.arraycopy(column, radius, line, 0, line.length);
        for (int k = 1; k <= radius; k++) {
            addHorizontal(column, radius, k, kernel[k], line, line.length);
        }
    }

    private static void addVertical(float[] pixels, int centre, int step, float weight, float[] sum, int count) {
        int above = centre - step;
        int below = centre + step;
        for (int x = 0; x < count; x++) {
            float here = pixels[centre + x];
            sum[x] += weight * ((pixels[above + x] - here) + (pixels[below + x] - here));
        }
    }

    private static void addHorizontal(float[] column, int radius, int k, float weight, float[] sum, int count) {
        int left = radius - k;
        int right = radius + k;
        for (int x = 0; x < count; x++) {
            float here = column[radius + x];
            sum[x] += weight * ((column[left + x] - here) + (column[right + x] - here));
        }
    }
}
