package dev.limpid.report;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * How a plane is brought to a size for the eye: small ones enlarged by a whole factor (each pixel a block), large ones
 * reduced by a whole factor (each block its mean), and stretched linearly where pixels are not square. Values are
 * scaled before they become grey, so nothing is clipped on the way.
 *
 * @param columns width of the picture
 * @param rows height of the picture
 * @param note what was done, for a caption; empty when one pixel is one pixel
 */
record Fit(int columns, int rows, String note) {
    /** The longer side of a picture in pixels is at most this. */
    private static final int MOST = 680;

    private static final int ENLARGE_TO = 520;

    static Fit of(Slice slice) {
        int longer = Math.max(slice.rows(), slice.columns());
        int up = Math.max(1, ENLARGE_TO / longer);
        int down = (longer + MOST - 1) / MOST;
        double width = (double) slice.columns() * up / down;
        double height = (double) slice.rows() * up / down;
        String note = down > 1 ? "each pixel shown is the mean of " + down + " \u00d7 " + down : "";
        double aspect = slice.spacing().map(Fit::aspect).orElse(1.0);
        if (aspect > 1) {
            height *= aspect;
        } else {
            width /= aspect;
        }
        double shrink = Math.min(1, MOST / Math.max(width, height));
        return new Fit(
                (int) Math.max(1, Math.round(width * shrink)), (int) Math.max(1, Math.round(height * shrink)), note);
    }

    private static double aspect(PixelSpacing spacing) {
        double aspect = spacing.rowMm() / spacing.columnMm();
        return Math.abs(aspect - 1) < 0.01 ? 1 : Math.max(0.1, Math.min(10, aspect));
    }

    /** The plane's values at the picture's pixels, row by row. */
    float[] scale(Slice slice) {
        Axis across = Axis.of(slice.columns(), columns);
        Axis down = Axis.of(slice.rows(), rows);
        float[] source = new float[slice.columns()];
        float[] scaled = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int tap = 0; tap < down.weights[row].length; tap++) {
                slice.copyRow(down.first[row] + tap, 0, source.length, source, 0);
                float rowWeight = down.weights[row][tap];
                for (int column = 0; column < columns; column++) {
                    float[] weights = across.weights[column];
                    float sum = 0;
                    for (int k = 0; k < weights.length; k++) {
                        sum += weights[k] * source[across.first[column] + k];
                    }
                    scaled[row * columns + column] += rowWeight * sum;
                }
            }
        }
        return scaled;
    }

    /** The plane's largest value within each of the picture's pixels, so that nothing small is averaged away. */
    float[] largest(Slice slice) {
        if (rows >= slice.rows() || columns >= slice.columns()) {
            return scale(slice);
        }
        float[] largest = new float[rows * columns];
        Arrays.fill(largest, Float.NEGATIVE_INFINITY);
        for (int i = 0; i < slice.size(); i++) {
            int row = (int) ((long) (i / slice.columns()) * rows / slice.rows());
            int column = (int) ((long) (i % slice.columns()) * columns / slice.columns());
            largest[row * columns + column] = Math.max(largest[row * columns + column], slice.at(i));
        }
        return largest;
    }

    /** Which source samples make each target sample of one axis, and with which weights. */
    private static final class Axis {
        private final int[] first;
        private final float[][] weights;

        private Axis(int[] first, float[][] weights) {
            this.first = first;
            this.weights = weights;
        }

        static Axis of(int from, int to) {
            int[] first = new int[to];
            float[][] weights = new float[to][];
            for (int i = 0; i < to; i++) {
                if (to % from == 0) {
                    first[i] = i / (to / from);
                    weights[i] = new float[] {1};
                } else if (to < from) {
                    cover(first, weights, i, i * (double) from / to, (i + 1) * (double) from / to, from);
                } else {
                    double centre = Math.max(0, Math.min(from - 1.0, (i + 0.5) * from / to - 0.5));
                    first[i] = Math.min(Math.max(0, from - 2), (int) centre);
                    float t = (float) (centre - first[i]);
                    weights[i] = from == 1 ? new float[] {1} : new float[] {1 - t, t};
                }
            }
            return new Axis(first, weights);
        }

        private static void cover(int[] first, float[][] weights, int i, double low, double high, int from) {
            first[i] = (int) low;
            int last = Math.min(from - 1, (int) Math.ceil(high - 1e-9) - 1);
            weights[i] = new float[last - first[i] + 1];
            for (int k = 0; k < weights[i].length; k++) {
                double part = Math.min(high, first[i] + k + 1.0) - Math.max(low, first[i] + k);
                weights[i][k] = (float) (part / (high - low));
            }
        }
    }
}
