package dev.limpid.physics;

import java.util.Arrays;

/**
 * A mean over pixels that lie in blocks, with its 95 % interval by blocks.
 *
 * @param pixels how many
 * @param blocks how many
 * @param mean in HU
 * @param low of the interval; not a number for fewer than {@value #FEWEST} blocks
 * @param high of the interval
 */
public record MeanDifference(long pixels, int blocks, double mean, double low, double high) {
    private static final int FEWEST = 8;
    private static final double NORMAL = 1.959964;

    /** A ratio of sums; its variance from how the blocks' sums scatter about mean x count. */
    static MeanDifference of(double[] sums, long[] counts) {
        int blocks = sums.length;
        long pixels = Arrays.stream(counts).sum();
        double mean = Arrays.stream(sums).sum() / pixels;
        if (blocks < FEWEST) {
            return new MeanDifference(pixels, blocks, mean, Double.NaN, Double.NaN);
        }
        double squares = 0;
        for (int block = 0; block < blocks; block++) {
            double rest = sums[block] - mean * counts[block];
            squares += rest * rest;
        }
        double error = Math.sqrt(squares * blocks / (blocks - 1.0)) / pixels;
        double reach = studentT(blocks - 1) * error;
        return new MeanDifference(pixels, blocks, mean, mean - reach, mean + reach);
    }

    /** The 97.5th percentile, by its expansion about the normal one (Abramowitz and Stegun, 26.7.5); to 0.2 % from 7 on. */
    static double studentT(int freedom) {
        double z = NORMAL;
        double n = freedom;
        return z
                + (z * z * z + z) / (4 * n)
                + (5 * Math.pow(z, 5) + 16 * z * z * z + 3 * z) / (96 * n * n)
                + (3 * Math.pow(z, 7) + 19 * Math.pow(z, 5) + 17 * z * z * z - 15 * z) / (384 * n * n * n);
    }
}
