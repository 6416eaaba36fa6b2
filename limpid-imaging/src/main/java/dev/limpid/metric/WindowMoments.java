package dev.limpid.metric;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Weighted means, variances and covariance of two planes under a separable window, one row of windows after the other.
 *
 * <p>A variance found as E[x^2] - E[x]^2 loses its digits when the offset is large against the spread. Both planes are
 * therefore shifted by one common value near their means before anything is squared, and each window is summed afresh
 * in double precision: no running sums whose errors add up over the image.
 */
final class WindowMoments {
    private final Slice reference;
    private final Slice test;
    private final double[] weights;
    private final double shift;
    private final int width;
    /** The last {@code weights.length} rows of both planes, shifted. */
    private final double[][] x;

    private final double[][] y;
    private final double[][] column = new double[4][];
    private final double[][] moment = new double[4][];
    private final double[] shifted;
    private final float[] line;
    private final int[] rowsSincePadding;
    private final boolean[] counts;
    private int nextRow;

    WindowMoments(Slice reference, Slice test, double[] weights) {
        int side = weights.length;
        if (reference.rows() < side || reference.columns() < side) {
            throw new NotApplicableException(
                    "an SSIM window of " + side + " x " + side + " does not fit in a " + reference);
        }
        this.reference = reference;
        this.test = test;
        this.weights = weights;
        int columns = reference.columns();
        width = columns - side + 1;
        shifted = new double[width];
        line = new float[columns];
        x = new double[side][columns];
        y = new double[side][columns];
        for (int i = 0; i < column.length; i++) {
            column[i] = new double[columns];
            moment[i] = new double[width];
        }
        rowsSincePadding = new int[columns];
        counts = new boolean[width];
        shift = meanOf(reference);
        for (int row = 0; row < side - 1; row++) {
            read(row);
        }
        nextRow = side - 1;
    }

    private static double meanOf(Slice slice) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < slice.size(); i++) {
            if (!slice.isPadding(i)) {
                sum += slice.at(i);
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    private void read(int row) {
        int slot = row % weights.length;
        copyShifted(reference, row, x[slot]);
        copyShifted(test, row, y[slot]);
        for (int i = 0; i < line.length; i++) {
            rowsSincePadding[i] = reference.isPadding(row * line.length + i) ? 0 : rowsSincePadding[i] + 1;
        }
    }

    private void copyShifted(Slice slice, int row, double[] into) {
        slice.copyRow(row, 0, line.length, line, 0);
        for (int i = 0; i < line.length; i++) {
            into[i] = line[i] - shift;
        }
    }

    /** Moves on to the next row of windows; false when there is none. */
    boolean nextRow() {
        if (nextRow == reference.rows()) {
            return false;
        }
        read(nextRow);
        for (double[] sums : column) {
            Arrays.fill(sums, 0);
        }
        for (int k = 0; k < weights.length; k++) {
            int slot = (nextRow + 1 + k) % weights.length;
            add(x[slot], weights[k], column[0], line.length);
            add(y[slot], weights[k], column[1], line.length);
            addSquares(x[slot], y[slot], weights[k], column[2], line.length);
            addProducts(x[slot], y[slot], weights[k], column[3], line.length);
        }
        for (int i = 0; i < column.length; i++) {
            Arrays.fill(moment[i], 0);
            for (int k = 0; k < weights.length; k++) {
                System.arraycopy(column[i], k, shifted, 0, width);
                add(shifted, weights[k], moment[i], width);
            }
        }
        int clear = 0;
        for (int i = 0; i < line.length; i++) {
            clear = rowsSincePadding[i] >= weights.length ? clear + 1 : 0;
            if (i >= weights.length - 1) {
                counts[i - weights.length + 1] = clear >= weights.length;
            }
        }
        nextRow++;
        return true;
    }

    /** sum += weight (x^2 + y^2). */
    private static void addSquares(double[] x, double[] y, double weight, double[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += weight * (x[i] * x[i] + y[i] * y[i]);
        }
    }

    /** sum += weight x y. */
    private static void addProducts(double[] x, double[] y, double weight, double[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += weight * (x[i] * y[i]);
        }
    }

    // Arrays indexed by the loop variable alone: a loop with an offset is not turned into vector instructions.
    private static void add(double[] from, double weight, double[] sum, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] += weight * from[i];
        }
    }

    /** Windows in a row. */
    int width() {
        return width;
    }

    /** Whether no pixel of the window is padding in the reference. */
    boolean counts(int window) {
        return counts[window];
    }

    double meanOfReference(int window) {
        return moment[0][window] + shift;
    }

    double meanOfTest(int window) {
        return moment[1][window] + shift;
    }

    /** Variance of the reference plus variance of the test; of two equal planes the very double of the covariance. */
    double sumOfVariances(int window) {
        return moment[2][window] - (moment[0][window] * moment[0][window] + moment[1][window] * moment[1][window]);
    }

    double covariance(int window) {
        return moment[3][window] - moment[0][window] * moment[1][window];
    }
}
