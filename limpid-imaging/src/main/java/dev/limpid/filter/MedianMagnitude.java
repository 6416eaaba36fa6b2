package dev.limpid.filter;

import java.util.Arrays;

/**
 * The exact median of many numbers that are not negative, without sorting them: their bits are in the order of their
 * values, so counts of the leading bits say which few to sort.
 */
final class MedianMagnitude {
    /** Leading bits left when these many are dropped: sign, exponent and the top of the fraction. */
    private static final int DROPPED = 15;

    private MedianMagnitude() {}

    /**
     * The middle one of the first {@code count} values, or the mean of the middle two.
     *
     * @param count at least 1
     */
    static double of(float[] values, int count) {
        int[] bins = new int[1 << (32 - 1 - DROPPED)];
        for (int i = 0; i < count; i++) {
            bins[Float.floatToRawIntBits(values[i]) >>> DROPPED]++;
        }
        return (ranked(values, count, bins, (count - 1) / 2) + ranked(values, count, bins, count / 2)) / 2;
    }

    private static double ranked(float[] values, int count, int[] bins, int rank) {
        int bin = 0;
        int before = 0;
        while (before + bins[bin] <= rank) {
            before += bins[bin];
            bin++;
        }
        float[] candidates = new float[bins[bin]];
        int found = 0;
        for (int i = 0; i < count; i++) {
            if (Float.floatToRawIntBits(values[i]) >>> DROPPED == bin) {
                candidates[found++] = values[i];
            }
        }
        Arrays.sort(candidates);
        return candidates[rank - before];
    }
}
