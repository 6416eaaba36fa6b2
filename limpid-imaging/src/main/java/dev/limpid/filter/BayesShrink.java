package dev.limpid.filter;

import java.util.Arrays;

/**
 * Shrinks the detail of a wavelet level by a threshold for each of its three bands ({@link WaveletFilter}).
 *
 * <p>Masks say which coefficients see image pixels only; a mask without rows counts all.
 *
 * @param noise standard deviation, above 0
 */
record BayesShrink(double noise, Shrinkage shrinkage) {
    private static final double NORMAL_QUANTILE_75 = 0.6744897501960817;
    private static final int BAND = 64;

    /** The mask of the coefficients of a plane with a mask. */
    static boolean[][] coarser(boolean[][] valid, Wavelet wavelet) {
        if (valid.length == 0) {
            return valid;
        }
        int columns = valid[0].length;
        int halfColumns = WaveletLevel.half(columns, wavelet);
        boolean[][] coarse = new boolean[WaveletLevel.half(valid.length, wavelet)][halfColumns];
        boolean[] column = new boolean[columns];
        for (int k = 0; k < coarse.length; k++) {
            Arrays.fill(column, true);
            for (int j = 0; j < wavelet.length(); j++) {
                boolean[] row = valid[Border.EDGE_REPEATED.index(2 * k + 1 - j, valid.length)];
                for (int x = 0; x < columns; x++) {
                    column[x] &= row[x];
                }
            }
            for (int m = 0; m < halfColumns; m++) {
                boolean all = true;
                for (int j = 0; j < wavelet.length(); j++) {
                    all &= column[Border.EDGE_REPEATED.index(2 * m + 1 - j, columns)];
                }
                coarse[k][m] = all;
            }
        }
        return coarse;
    }

    /** The noise by the median magnitude of the diagonal detail that is not 0; 0 if there is none. */
    static double noise(WaveletLevel finest, boolean[][] counted) {
        int columns = finest.halfColumns;
        float[] magnitudes = new float[finest.halfRows * columns];
        int count = 0;
        for (int k = 0; k < finest.halfRows; k++) {
            float[] row = finest.high[k];
            for (int m = 0; m < columns; m++) {
                float value = Math.abs(row[columns + m]);
                magnitudes[count] = value;
                count += value > 0 && (counted.length == 0 || counted[k][m]) ? 1 : 0;
            }
        }
        return count == 0 ? 0 : MedianMagnitude.of(magnitudes, count) / NORMAL_QUANTILE_75;
    }

    /** Shrinks all but what is low-pass both ways. */
    void shrink(WaveletLevel level, boolean[][] counted) {
        int columns = level.halfColumns;
        shrink(level.low, columns, columns, counted);
        shrink(level.high, 0, columns, counted);
        shrink(level.high, columns, columns, counted);
    }

    private void shrink(float[][] rows, int from, int columns, boolean[][] counted) {
        float threshold = threshold(meanSquare(rows, from, columns, counted));
        RowBands.forEach(rows.length, BAND, (first, end) -> {
            float[] run = new float[columns];
            for (int k = first; k < end; k++) {
                System.arraycopy(rows[k], from, run, 0, columns);
                shrinkage.apply(run, threshold, columns);
                System.arraycopy(run, 0, rows[k], from, columns);
            }
        });
    }

    private float threshold(double meanSquare) {
        double variance = noise * noise;
        return meanSquare > variance ? (float) (variance / Math.sqrt(meanSquare - variance)) : Float.POSITIVE_INFINITY;
    }

    /** Over the coefficients that count, or over all if none does. */
    private static double meanSquare(float[][] rows, int from, int columns, boolean[][] counted) {
        double[] sums = new double[rows.length];
        int[] counts = new int[rows.length];
        RowBands.forEach(rows.length, BAND, (first, end) -> {
            for (int k = first; k < end; k++) {
                if (counted.length == 0) {
                    sums[k] = sumOfSquares(rows[k], from, columns);
                    counts[k] = columns;
                } else {
                    addUp(rows[k], from, counted[k], k, sums, counts);
                }
            }
        });
        long count = 0;
        double sum = 0;
        for (int k = 0; k < sums.length; k++) {
            count += counts[k];
            sum += sums[k];
        }
        return count > 0 ? sum / count : meanSquare(rows, from, columns, new boolean[0][]);
    }

    private static void addUp(float[] row, int from, boolean[] counted, int k, double[] sums, int[] counts) {
        for (int m = 0; m < counted.length; m++) {
            if (counted[m]) {
                sums[k] += (double) row[from + m] * row[from + m];
                counts[k]++;
            }
        }
    }

    /** In four sums, so that no addition waits for the one before. */
    private static double sumOfSquares(float[] row, int from, int count) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = from + count;
        int x = from;
        for (; x + 3 < end; x += 4) {
            a += (double) row[x] * row[x];
            b += (double) row[x + 1] * row[x + 1];
            c += (double) row[x + 2] * row[x + 2];
            d += (double) row[x + 3] * row[x + 3];
        }
        for (; x < end; x++) {
            a += (double) row[x] * row[x];
        }
        return (a + b) + (c + d);
    }
}
