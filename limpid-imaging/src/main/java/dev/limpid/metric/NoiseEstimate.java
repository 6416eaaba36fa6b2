package dev.limpid.metric;

import dev.limpid.image.Mirror;
import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * The standard deviation of white noise in one plane, from that plane alone.
 *
 * <p>The median of the absolute finest diagonal coefficients of the wavelet transform, divided by the 0.75 quantile of
 * the normal distribution, 0.6745 (Donoho and Johnstone, Biometrika 81(3), 1994, section 4.2): edges make few such
 * coefficients, noise makes them all. The wavelet is Daubechies' with two vanishing moments, the edge pixel repeats at
 * the border, and coefficients of exactly 0 from constant areas do not count, as in
 * skimage.restoration.estimate_sigma.
 *
 * <p>Beyond that, these 4 x 4 supports of a coefficient do not count:
 *
 * <ul>
 *   <li>those that touch padding;
 *   <li>those that touch the smallest or the largest value of the image, when more than 1 % of the image has it: that
 *       is a clipped background or a saturated detector, where the noise was cut away;
 *   <li>those that are constant, unless they are more than half of what remains: then the image is free of noise, and
 *       the estimate is 0.
 * </ul>
 *
 * <p>Noise that is correlated from pixel to pixel (CT with a smooth kernel, interpolated images) has less power at the
 * finest scale, and is underestimated.
 *
 * <p>Example: {@code NoiseEstimate.of(slice)} of a CT slice with noise of 20 HU is near 20.
 */
public final class NoiseEstimate {
    private static final double NORMAL_QUANTILE_75 = 0.6744897501960817;
    private static final double SATURATED_FRACTION = 0.01;
    private static final int SUPPORT = 4;

    /** High-pass filter of the Daubechies wavelet with two vanishing moments (Daubechies 1988, table 1). */
    private static final double[] HIGH_PASS = highPass();

    private NoiseEstimate() {}

    private static double[] highPass() {
        double root3 = Math.sqrt(3);
        double scale = 4 * Math.sqrt(2);
        return new double[] {
            -(1 + root3) / scale, (3 + root3) / scale, -(3 - root3) / scale, (1 - root3) / scale,
        };
    }

    /** The estimate in the slice's unit; 0 when there is nothing to estimate it from. */
    public static double of(Slice slice) {
        int columns = slice.columns();
        Exclusion exclusion = Exclusion.of(slice);
        float[] found = new float[((slice.rows() + 3) / 2) * ((columns + 3) / 2)];
        int count = 0;
        int constant = 0;
        float[][] rows = new float[SUPPORT][columns];
        boolean[][] excluded = new boolean[SUPPORT][columns];
        double[] high = new double[columns];
        for (int k = 0; k < (slice.rows() + 3) / 2; k++) {
            Arrays.fill(high, 0);
            for (int j = 0; j < SUPPORT; j++) {
                int row = Mirror.index(2 * k + 1 - j, slice.rows());
                slice.copyRow(row, 0, columns, rows[j], 0);
                exclusion.row(slice, row, rows[j], excluded[j]);
                for (int x = 0; x < columns; x++) {
                    high[x] += HIGH_PASS[j] * rows[j][x];
                }
            }
            for (int m = 0; m < (columns + 3) / 2; m++) {
                if (touches(excluded, m, columns)) {
                    continue;
                }
                if (isConstant(rows, m, columns)) {
                    constant++;
                    continue;
                }
                double coefficient = 0;
                for (int j = 0; j < SUPPORT; j++) {
                    coefficient += HIGH_PASS[j] * high[Mirror.index(2 * m + 1 - j, columns)];
                }
                found[count++] = (float) Math.abs(coefficient);
            }
        }
        return constant >= count ? 0 : median(found, count) / NORMAL_QUANTILE_75;
    }

    private static double median(float[] values, int count) {
        Arrays.sort(values, 0, count);
        return ((double) values[(count - 1) / 2] + values[count / 2]) / 2;
    }

    private static boolean touches(boolean[][] excluded, int m, int columns) {
        for (int j = 0; j < SUPPORT; j++) {
            int x = Mirror.index(2 * m + 1 - j, columns);
            if (excluded[0][x] || excluded[1][x] || excluded[2][x] || excluded[3][x]) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConstant(float[][] rows, int m, int columns) {
        float first = rows[0][Mirror.index(2 * m + 1, columns)];
        for (int j = 0; j < SUPPORT; j++) {
            int x = Mirror.index(2 * m + 1 - j, columns);
            if (rows[0][x] != first || rows[1][x] != first || rows[2][x] != first || rows[3][x] != first) {
                return false;
            }
        }
        return true;
    }

    /** Padding, and the values that so many pixels have that they must be a limit of the scale. */
    private record Exclusion(float low, boolean lowSaturated, float high, boolean highSaturated) {
        static Exclusion of(Slice slice) {
            float low = Float.POSITIVE_INFINITY;
            float high = Float.NEGATIVE_INFINITY;
            int lows = 0;
            int highs = 0;
            int total = 0;
            for (int i = 0; i < slice.size(); i++) {
                if (slice.isPadding(i)) {
                    continue;
                }
                float value = slice.at(i);
                total++;
                if (value < low) {
                    low = value;
                    lows = 0;
                }
                if (value > high) {
                    high = value;
                    highs = 0;
                }
                lows += value == low ? 1 : 0;
                highs += value == high ? 1 : 0;
            }
            double limit = SATURATED_FRACTION * total;
            return new Exclusion(low, lows > limit, high, highs > limit);
        }

        void row(Slice slice, int row, float[] values, boolean[] excluded) {
            for (int x = 0; x < values.length; x++) {
                excluded[x] = (lowSaturated && values[x] == low)
                        || (highSaturated && values[x] == high)
                        || slice.isPadding(row * values.length + x);
            }
        }
    }
}
