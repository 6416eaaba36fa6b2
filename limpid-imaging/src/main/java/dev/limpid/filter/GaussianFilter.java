package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.util.function.IntFunction;

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
        int radius = kernel.length - 1;
        Neighbourhood near = Neighbourhood.of(noisy, first, end, radius, Border.EDGE_REPEATED);
        Rows rows = new Rows(near.stride, columns);
        float[] line = new float[columns];
        float[] weight = new float[columns];
        for (int y = first; y < end; y++) {
            rows.convolve(near::pixels, y, kernel, line);
            if (near.hasPadding()) {
                rows.convolve(near::valid, y, kernel, weight);
                float[] valid = near.valid(y);
                for (int x = 0; x < columns; x++) {
                    line[x] = valid[x + radius] > 0 ? line[x] / weight[x] : noisy.at(y, x);
                }
            }
            result.row(y, 0, columns, line, 0);
        }
    }

    /** Working rows of one band. */
    private static final class Rows {
        private final float[] column;
        private final float[] centre;
        private final float[] left;
        private final float[] right;

        Rows(int stride, int columns) {
            column = new float[stride];
            centre = new float[columns];
            left = new float[columns];
            right = new float[columns];
        }

        /** One row of the result: down the columns, margins included, then along the row. */
        void convolve(IntFunction<float[]> rows, int y, float[] kernel, float[] line) {
            int radius = kernel.length - 1;
            float[] here = rows.apply(y);
            System.arraycopy(here, 0, column, 0, column.length);
            for (int k = 1; k <= radius; k++) {
                Lanes.addDifferences(rows.apply(y - k), here, rows.apply(y + k), kernel[k], column, column.length);
            }
            System.arraycopy(column, radius, centre, 0, centre.length);
            System.arraycopy(column, radius, line, 0, line.length);
            for (int k = 1; k <= radius; k++) {
                System.arraycopy(column, radius - k, left, 0, left.length);
                System.arraycopy(column, radius + k, right, 0, right.length);
                Lanes.addDifferences(left, centre, right, kernel[k], line, line.length);
            }
        }
    }
}
