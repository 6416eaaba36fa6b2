package dev.limpid.metric;

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
        float[] line = new float[columns + 2 * radius];
        for (int row = 0; row < rows; row++) {
            along(plane, row * columns, columns, weights, line);
        }
        float[] block = new float[(rows + 2 * radius) * BLOCK];
        for (int left = 0; left < columns; left += BLOCK) {
            down(plane, left, Math.min(BLOCK, columns - left), rows, columns, weights, block);
        }
    }

    private static void along(float[] plane, int start, int columns, float[] weights, float[] line) {
        int radius = weights.length / 2;
        for (int i = 0; i < line.length; i++) {
            line[i] = plane[start + mirror(i - radius, columns)];
        }
        for (int x = 0; x < columns; x++) {
            plane[start + x] = 0;
        }
        for (int k = 0; k < weights.length; k++) {
            add(line, k, weights[k], plane, start, columns);
        }
    }

    private static void down(
            float[] plane, int left, int width, int rows, int columns, float[] weights, float[] block) {
        int radius = weights.length / 2;
        for (int i = 0; i < rows + 2 * radius; i++) {
            System.arraycopy(plane, mirror(i - radius, rows) * columns + left, block, i * BLOCK, width);
        }
        for (int row = 0; row < rows; row++) {
            int start = row * columns + left;
            for (int x = 0; x < width; x++) {
                plane[start + x] = 0;
            }
            for (int k = 0; k < weights.length; k++) {
                add(block, (row + k) * BLOCK, weights[k], plane, start, width);
            }
        }
    }

    private static void add(float[] from, int offset, float weight, float[] to, int start, int count) {
        for (int x = 0; x < count; x++) {
            to[start + x] += weight * from[offset + x];
        }
    }

    private static int mirror(int i, int n) {
        int folded = Math.floorMod(i, 2 * n);
        return folded < n ? folded : 2 * n - 1 - folded;
    }
}
