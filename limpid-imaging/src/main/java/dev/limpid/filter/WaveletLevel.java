package dev.limpid.filter;

import java.util.Arrays;

/**
 * One level of the two-dimensional discrete wavelet transform of a plane of any size, with the edge pixel repeated at
 * the border (the mode {@code symmetric} of PyWavelets).
 *
 * <p>A row of {@link #low} holds the coefficients that are low-pass down the columns: low-pass along the rows first, from
 * {@code halfColumns} on high-pass. A row of {@link #high} holds those that are high-pass down the columns in the same
 * way.
 */
final class WaveletLevel {
    private static final int BAND = 32;

    private final Wavelet wavelet;
    private final int rows;
    private final int columns;
    final int halfRows;
    final int halfColumns;
    final float[][] low;
    final float[][] high;

    private WaveletLevel(Wavelet wavelet, int rows, int columns) {
        this.wavelet = wavelet;
        this.rows = rows;
        this.columns = columns;
        halfRows = half(rows, wavelet);
        halfColumns = half(columns, wavelet);
        low = new float[halfRows][2 * halfColumns];
        high = new float[halfRows][2 * halfColumns];
    }

    /** The number of coefficients of each kind for a line of n values. */
    static int half(int n, Wavelet wavelet) {
        return (n + wavelet.length() - 1) / 2;
    }

    /** The transform of the first {@code columns} values of each row. */
    static WaveletLevel analyse(float[][] plane, int columns, Wavelet wavelet) {
        WaveletLevel level = new WaveletLevel(wavelet, plane.length, columns);
        RowBands.forEach(level.halfRows, BAND, (first, end) -> level.new Analysis().rows(plane, first, end));
        return level;
    }

    /** Undoes {@link #analyse}: {@code rows} rows of {@code columns} values. */
    float[][] synthesise() {
        float[][] plane = new float[rows][columns];
        RowBands.forEach(rows, 2 * BAND, (first, end) -> new Synthesis().rows(plane, first, end));
        return plane;
    }

    /** Puts another plane in the place of the coefficients that are low-pass both ways. */
    void replaceCoarse(float[][] coarse) {
        for (int k = 0; k < halfRows; k++) {
            System.arraycopy(coarse[k], 0, low[k], 0, halfColumns);
        }
    }

    /** Working lines of one band of coefficients. */
    private final class Analysis {
        private final int reach = halfColumns + wavelet.length() / 2;
        private final float[] lowRow = new float[columns];
        private final float[] highRow = new float[columns];
        private final float[] even = new float[reach];
        private final float[] odd = new float[reach];
        private final float[] shifted = new float[halfColumns];
        private final float[] lowHalf = new float[halfColumns];
        private final float[] highHalf = new float[halfColumns];

        void rows(float[][] plane, int first, int end) {
            for (int k = first; k < end; k++) {
                Arrays.fill(lowRow, 0);
                Arrays.fill(highRow, 0);
                for (int j = 0; j < wavelet.length(); j++) {
                    float[] row = plane[Border.EDGE_REPEATED.index(2 * k + 1 - j, rows)];
                    Lanes.distribute(row, wavelet.low(j), lowRow, wavelet.high(j), highRow, columns);
                }
                along(lowRow, low[k]);
                along(highRow, high[k]);
            }
        }

        private void along(float[] row, float[] coefficients) {
            split(row);
            Arrays.fill(lowHalf, 0);
            Arrays.fill(highHalf, 0);
            for (int j = 0; j < wavelet.length(); j++) {
                // x(2k + 1 - j) is even or odd as j is odd or even.
                int from = (wavelet.length() - 1 - j) / 2;
                System.arraycopy(j % 2 == 0 ? odd : even, from, shifted, 0, halfColumns);
                Lanes.distribute(shifted, wavelet.low(j), lowHalf, wavelet.high(j), highHalf, halfColumns);
            }
            System.arraycopy(lowHalf, 0, coefficients, 0, halfColumns);
            System.arraycopy(highHalf, 0, coefficients, halfColumns, halfColumns);
        }

        /** even(i) = x(2i - F + 2), odd(i) = x(2i - F + 3). */
        private void split(float[] row) {
            int inside = wavelet.length() / 2 - 1;
            int pairs = columns / 2;
            for (int p = 0; p < pairs; p++) {
                even[inside + p] = row[2 * p];
                odd[inside + p] = row[2 * p + 1];
            }
            for (int i = 0; i < inside; i++) {
                splitBeyond(row, i);
            }
            for (int i = inside + pairs; i < reach; i++) {
                splitBeyond(row, i);
            }
        }

        private void splitBeyond(float[] row, int i) {
            int x = 2 * i - wavelet.length() + 2;
            even[i] = row[Border.EDGE_REPEATED.index(x, columns)];
            odd[i] = row[Border.EDGE_REPEATED.index(x + 1, columns)];
        }
    }

    /** Working lines of one band of the plane. */
    private final class Synthesis {
        private final float[] line = new float[2 * halfColumns];
        private final float[] shifted = new float[halfColumns];
        private final float[] even = new float[halfColumns];
        private final float[] odd = new float[halfColumns];

        void rows(float[][] plane, int first, int end) {
            for (int y = first; y < end; y++) {
                Arrays.fill(line, 0);
                // The filters backwards, every other of their values: which ones depends on y.
                for (int t = y % 2; t < wavelet.length(); t += 2) {
                    int k = y / 2 + (wavelet.length() - 1 - t) / 2;
                    int j = wavelet.length() - 1 - t;
                    Lanes.addMultiples(low[k], wavelet.low(j), high[k], wavelet.high(j), line, line.length);
                }
                along(plane[y]);
            }
        }

        private void along(float[] row) {
            Arrays.fill(even, 0);
            Arrays.fill(odd, 0);
            for (int t = 0; t < wavelet.length(); t += 2) {
                int from = (wavelet.length() - 2 - t) / 2;
                int j = wavelet.length() - 1 - t;
                int count = halfColumns - from;
                System.arraycopy(line, from, shifted, 0, count);
                Lanes.distribute(shifted, wavelet.low(j), even, wavelet.low(j - 1), odd, count);
                System.arraycopy(line, halfColumns + from, shifted, 0, count);
                Lanes.distribute(shifted, wavelet.high(j), even, wavelet.high(j - 1), odd, count);
            }
            for (int p = 0; p < row.length / 2; p++) {
                row[2 * p] = even[p];
                row[2 * p + 1] = odd[p];
            }
            if (row.length % 2 == 1) {
                row[row.length - 1] = even[row.length / 2];
            }
        }
    }
}
