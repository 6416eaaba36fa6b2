package dev.limpid.metric;

import java.util.Arrays;

/**
 * Weighted sums of a removed part along short lines in four directions, scaled so that white noise of unit variance
 * gives unit variance. Pixels outside the image and padding are left out of the line and of its scale.
 */
final class LineSums {
    static final int DIRECTIONS = 4;
    private static final int[] DOWN = {0, 1, 1, 1};
    private static final int[] RIGHT = {1, 0, 1, -1};

    private final float[] weights;
    private final int radius;
    private final int stride;
    /** The removed part and, as 0 or 1, where it is image; both with a margin of zeros. */
    private final float[] pixels;

    private final float[] valid;
    private final float[] energy;
    private final float[] shifted;

    LineSums(Removed removed, double sigma) {
        radius = (int) (3 * sigma + 0.5);
        double[] kernel = Smoothing.kernel(sigma, radius);
        weights = new float[kernel.length];
        for (int k = 0; k < kernel.length; k++) {
            weights[k] = (float) kernel[k];
        }
        stride = removed.columns + 2 * radius;
        pixels = new float[stride * (removed.rows + 2 * radius)];
        valid = new float[pixels.length];
        energy = new float[removed.columns];
        shifted = new float[removed.columns];
        for (int y = 0; y < removed.rows; y++) {
            int to = (y + radius) * stride + radius;
            System.arraycopy(removed.pixels, y * removed.columns, pixels, to, removed.columns);
            for (int x = 0; x < removed.columns; x++) {
                valid[to + x] = removed.isPadding(y * removed.columns + x) ? 0 : 1;
            }
        }
    }

    /** The sums for all pixels of one row. */
    void row(int y, int direction, float[] sums) {
        Arrays.fill(sums, 0);
        Arrays.fill(energy, 0);
        int centre = (y + radius) * stride + radius;
        for (int k = -radius; k <= radius; k++) {
            int at = centre + k * (DOWN[direction] * stride + RIGHT[direction]);
            float weight = weights[k + radius];
            System.arraycopy(pixels, at, shifted, 0, sums.length);
            Smoothing.add(shifted, weight, sums, sums.length);
            System.arraycopy(valid, at, shifted, 0, sums.length);
            Smoothing.add(shifted, weight * weight, energy, sums.length);
        }
        for (int x = 0; x < sums.length; x++) {
            sums[x] = energy[x] > 0 ? sums[x] / (float) Math.sqrt(energy[x]) : 0;
        }
    }
}
