package dev.limpid.metric;

import dev.limpid.image.Mirror;
import java.util.Arrays;

/** Gaussian smoothing of a row-major plane in place, down the columns and along the rows; the edge pixel repeats. */
final class Smoothing {
    private static final int BLOCK = 64;

    private Smoothing() {}

    /** Weights exp(-k^2 / (2 sigma^2)) for k = -radius..radius, of sum one. */
    static double[] kernel(double sigma, int radius) {
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int k = -radius; k <= radius; k++) {
            weights[k + radius] = Math.exp(-0.5 * k * k / (sigma * sigma));
            sum += weights[k + radius];
        }
        for (int k = 0; k < weights.length; k++) {
            weights[k] /= sum;
        }
        return weights;
    }

    static int radius(double sigma) {
        return (int) (4 * sigma + 0.5);
    }

    static void inPlace(float[] plane, int columns, double sigma) {
        int rows = plane.length / columns;
        int radius = radius(sigma);
        double[] kernel = kernel(sigma, radius);
        float[] weights = new float[kernel.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) kernel[k];
        }
        Lines lines = new Lines(weights, Math.max(columns, BLOCK) + 2 * radius);
        for (int row = 0; row < rows; row++) {
            lines.along(plane, row * columns, columns);
        }
        float[][] block = new float[rows + 2 * radius][BLOCK];
        for (int left = 0; left < columns; left += BLOCK) {
            int width = Math.min(BLOCK, columns - left);
            for (int i = 0; i < block.length; i++) {
                System.arraycopy(plane, Mirror.index(i - radius, rows) * columns + left, block[i], 0, width);
            }
            for (int row = 0; row < rows; row++) {
                lines.down(block, row, plane, row * columns + left, width);
            }
        }
    }

    /** Weighted sums over shifted copies of a row, or over rows. */
    private static final class Lines {
        private final float[] weights;
        private final float[] line;
        private final float[] shifted;
        private final float[] sum;

        Lines(float[] weights, int capacity) {
            this.weights = weights;
            line = new float[capacity];
            shifted = new float[capacity];
            sum = new float[capacity];
        }

        void along(float[] plane, int start, int columns) {
            int radius = weights.length / 2;
            for (int i = 0; i < columns + 2 * radius; i++) {
                line[i] = plane[start + Mirror.index(i - radius, columns)];
            }
            Arrays.fill(sum, 0);
            for (int k = 0; k < weights.length; k++) {
                System.arraycopy(line, k, shifted, 0, columns);
                add(shifted, weights[k], sum, columns);
            }
            System.arraycopy(sum, 0, plane, start, columns);
        }

        void down(float[][] rows, int first, float[] plane, int start, int width) {
            Arrays.fill(sum, 0);
            for (int k = 0; k < weights.length; k++) {
                add(rows[first + k], weights[k], sum, width);
            }
            System.arraycopy(sum, 0, plane, start, width);
        }
    }

    /** sum += weight from. Indexed by the loop variable alone, so that it becomes vector instructions. */
    static void add(float[] from, float weight, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += weight * from[x];
        }
    }
}
