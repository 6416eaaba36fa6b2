package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.function.IntFunction;

/**
 * Convolution of one band of rows with a symmetric kernel, first down the columns, then along the rows. The edge pixel
 * repeats at the border.
 *
 * <p>With weights w(0), w(1), .. w(r) for which w(0) + 2 w(1) + .. + 2 w(r) = 1, a line a becomes a(0) + sum over k of
 * w(k) ((a(-k) + a(k)) - 2 a(0)): a constant comes back bit for bit, whatever the rounding of the weights.
 *
 * <p>Padding: normalised convolution (Knutsson and Westin, CVPR 1993, with certainty 0 at padding and 1 elsewhere): the
 * weights of the image pixels under the kernel are scaled to sum to one.
 */
final class SeparableBand {
    private static final int BAND = 64;
    /** So many pixels are convolved along the rows in one go, if a row is not longer: fewer, longer loops. */
    private static final int RUN = 2048;

    private final Slice noisy;
    private final float[] kernel;
    private final int radius;
    private final SlidingRows near;
    private final int stride;
    private final int block;
    /** One row, and {@link #block} rows end to end, each with its margins, after convolution down the columns. */
    private final float[] column;

    private final float[] columns;
    private final float[] weights;
    /** The same rows end to end, shifted by the distances from the centre that are at work. */
    private final float[] centre;

    private final float[][] shifted;
    private final float[] line;
    private final float[] weightLine;

    private SeparableBand(Slice noisy, float[] kernel, int first) {
        this.noisy = noisy;
        this.kernel = kernel;
        radius = kernel.length - 1;
        near = new SlidingRows(noisy, first, radius, Border.EDGE_REPEATED);
        stride = near.stride;
        block = Math.max(1, Math.min(BAND, RUN / stride));
        int size = block * stride;
        column = new float[stride];
        columns = new float[size];
        weights = new float[noisy.hasPadding() ? size : 0];
        centre = new float[size];
        shifted = new float[4][size];
        line = new float[size];
        weightLine = new float[weights.length];
    }

    /**
     * The convolution of a whole slice, in parallel bands.
     *
     * @param kernel weights at the distances 0, 1, ..
     */
    static Slice convolve(Slice noisy, float[] kernel) {
        Slice.Builder result = noisy.like();
        RowBands.forEach(
                noisy.rows(),
                BAND,
                (first, end) -> new SeparableBand(noisy, kernel, first).computeInto(first, end, result));
        return result.build();
    }

    private void computeInto(int first, int end, Slice.Builder result) {
        for (int y = first; y < end; y += block) {
            int rows = Math.min(block, end - y);
            for (int i = 0; i < rows; i++) {
                near.moveTo(y + i);
                down(near::pixels, y + i, columns, i * stride);
                if (noisy.hasPadding()) {
                    down(near::valid, y + i, weights, i * stride);
                }
            }
            along(columns, rows, line);
            if (noisy.hasPadding()) {
                along(weights, rows, weightLine);
                normalise(y, rows);
            }
            for (int i = 0; i < rows; i++) {
                result.row(y + i, 0, noisy.columns(), line, i * stride);
            }
        }
    }

    private void normalise(int y, int rows) {
        int columns = noisy.columns();
        for (int i = 0; i < rows; i++) {
            for (int x = 0; x < columns; x++) {
                int at = i * stride + x;
                boolean padding = noisy.isPadding((y + i) * columns + x);
                line[at] = padding ? noisy.at(y + i, x) : line[at] / weightLine[at];
            }
        }
    }

    /** One row down the columns, margins included. */
    private void down(IntFunction<float[]> rows, int y, float[] result, int at) {
        float[] here = rows.apply(y);
        System.arraycopy(here, 0, column, 0, stride);
        int k = 1;
        for (; k < radius; k += 2) {
            Lanes.addPairs(
                    rows.apply(y - k),
                    rows.apply(y + k),
                    kernel[k],
                    rows.apply(y - k - 1),
                    rows.apply(y + k + 1),
                    kernel[k + 1],
                    here,
                    column,
                    stride);
        }
        if (k == radius) {
            Lanes.addPair(rows.apply(y - k), rows.apply(y + k), kernel[k], here, column, stride);
        }
        System.arraycopy(column, 0, result, at, stride);
    }

    /** Rows that lie end to end, along each: column c of row i of the result is at i stride + c. */
    private void along(float[] rows, int count, float[] result) {
        int run = count * stride - 2 * radius;
        System.arraycopy(rows, radius, centre, 0, run);
        System.arraycopy(centre, 0, result, 0, run);
        int k = 1;
        for (; k < radius; k += 2) {
            shift(rows, k, shifted[0], shifted[1], run);
            shift(rows, k + 1, shifted[2], shifted[3], run);
            Lanes.addPairs(
                    shifted[0], shifted[1], kernel[k], shifted[2], shifted[3], kernel[k + 1], centre, result, run);
        }
        if (k == radius) {
            shift(rows, k, shifted[0], shifted[1], run);
            Lanes.addPair(shifted[0], shifted[1], kernel[k], centre, result, run);
        }
    }

    private void shift(float[] rows, int distance, float[] left, float[] right, int run) {
        System.arraycopy(rows, radius - distance, left, 0, run);
        System.arraycopy(rows, radius + distance, right, 0, run);
    }
}
