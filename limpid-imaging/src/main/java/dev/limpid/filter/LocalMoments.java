package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Mean and variance of the image pixels in the square window around each pixel.
 *
 * <p>Sums are in double precision over the rows of the window and then over its columns, in an order that does not
 * depend on the band; the variance of a constant is 0, or under the rounding of the constant's square.
 */
final class LocalMoments {
    private final float[][] mean;
    private final float[][] variance;
    private final double[] varianceOfRow;
    private final int[] countOfRow;

    LocalMoments(int rows, int columns) {
        mean = new float[rows][columns];
        variance = new float[rows][columns];
        varianceOfRow = new double[rows];
        countOfRow = new int[rows];
    }

    float[] mean(int row) {
        return mean[row];
    }

    float[] variance(int row) {
        return variance[row];
    }

    /** The mean of the variances over the image pixels; 0 if there are none. */
    double meanVariance() {
        double sum = 0;
        long count = 0;
        for (int y = 0; y < varianceOfRow.length; y++) {
            sum += varianceOfRow[y];
            count += countOfRow[y];
        }
        return count == 0 ? 0 : sum / count;
    }

    void computeBand(Slice noisy, int margin, Border border, int first, int end) {
        SlidingRows near = new SlidingRows(noisy, first, margin, border);
        int columns = noisy.columns();
        int side = 2 * margin + 1;
        WindowSum sum = new WindowSum(near.stride, columns, side);
        WindowSum squares = new WindowSum(near.stride, columns, side);
        WindowSum count = new WindowSum(near.stride, columns, side);
        Arrays.fill(count.total, side * side);
        for (int y = first; y < end; y++) {
            near.moveTo(y);
            for (int k = -margin; k <= margin; k++) {
                sum.addRow(near.pixels(y + k), k == -margin);
                squares.addSquaresOfRow(near.pixels(y + k), k == -margin);
            }
            sum.addColumns();
            squares.addColumns();
            if (noisy.hasPadding()) {
                for (int k = -margin; k <= margin; k++) {
                    count.addRow(near.valid(y + k), k == -margin);
                }
                count.addColumns();
            }
            finish(sum.total, squares.total, count.total, mean[y], variance[y]);
            addUp(noisy, y);
        }
    }

    private static void finish(double[] sum, double[] squares, double[] count, float[] mean, float[] variance) {
        for (int x = 0; x < mean.length; x++) {
            // At padding there may be nothing to count.
            double n = Math.max(count[x], 1);
            double m = sum[x] / n;
            mean[x] = (float) m;
            variance[x] = (float) Math.max(squares[x] / n - m * m, 0);
        }
    }

    private void addUp(Slice noisy, int y) {
        int columns = noisy.columns();
        double sum = 0;
        int count = 0;
        for (int x = 0; x < columns; x++) {
            if (!noisy.isPadding(y * columns + x)) {
                sum += variance[y][x];
                count++;
            }
        }
        varianceOfRow[y] = sum;
        countOfRow[y] = count;
    }

    /** Sums over square windows: first down the columns, then of neighbouring columns. */
    private static final class WindowSum {
        private final int side;
        private final double[] columns;
        private final double[] shifted;
        private final double[] total;

        WindowSum(int stride, int width, int side) {
            this.side = side;
            columns = new double[stride];
            shifted = new double[width];
            total = new double[width];
        }

        void addRow(float[] row, boolean isFirst) {
            if (isFirst) {
                Arrays.fill(columns, 0);
            }
            for (int x = 0; x < columns.length; x++) {
                columns[x] += row[x];
            }
        }

        void addSquaresOfRow(float[] row, boolean isFirst) {
            if (isFirst) {
                Arrays.fill(columns, 0);
            }
            for (int x = 0; x < columns.length; x++) {
                double value = row[x];
                columns[x] += value * value;
            }
        }

        void addColumns() {
            System.arraycopy(columns, 0, total, 0, total.length);
            for (int k = 1; k < side; k++) {
                System.arraycopy(columns, k, shifted, 0, shifted.length);
                add(shifted, total);
            }
        }

        private static void add(double[] values, double[] sum) {
            for (int x = 0; x < sum.length; x++) {
                sum[x] += values[x];
            }
        }
    }
}
