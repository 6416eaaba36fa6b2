package dev.limpid.metric;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Two planes at one scale of {@link Vif}, in gray levels of 0..255 less a common offset, so that variances keep their
 * digits.
 */
final class VifScale {
    /** Information in nats. */
    record Information(double kept, double available, long windows) {}

    private final int rows;
    private final int columns;
    private final double[] x;
    private final double[] y;
    /** Whether no padding went into a pixel. */
    private final boolean[] image;

    private VifScale(int rows, int columns, double[] x, double[] y, boolean[] image) {
        this.rows = rows;
        this.columns = columns;
        this.x = x;
        this.y = y;
        this.image = image;
    }

    static VifScale finest(Slice reference, Slice test, double scale) {
        boolean[] image = Interior.of(reference);
        double offset = 0;
        int count = 0;
        for (int i = 0; i < image.length; i++) {
            offset += image[i] ? reference.at(i) : 0;
            count += image[i] ? 1 : 0;
        }
        offset /= Math.max(count, 1);
        double[] x = new double[image.length];
        double[] y = new double[image.length];
        for (int i = 0; i < image.length; i++) {
            // Padding may hold anything; it reaches no window that counts, but must stay finite.
            x[i] = image[i] ? (reference.at(i) - offset) * scale : 0;
            y[i] = image[i] ? (test.at(i) - offset) * scale : 0;
        }
        return new VifScale(reference.rows(), reference.columns(), x, y, image);
    }

    /** Smoothed where the window fits, every second row and column of that. */
    VifScale coarser(double[] window) {
        int side = window.length;
        int wide = columns - side + 1;
        int outRows = (rows - side + 2) / 2;
        int outColumns = (wide + 1) / 2;
        boolean[] clear = clear(side / 2);
        double[] smoothX = new double[outRows * outColumns];
        double[] smoothY = new double[outRows * outColumns];
        boolean[] counts = new boolean[outRows * outColumns];
        double[] column = new double[columns];
        double[] sum = new double[wide];
        double[] shifted = new double[wide];
        for (int row = 0; row < outRows; row++) {
            for (double[][] plane : new double[][][] {{x, smoothX}, {y, smoothY}}) {
                Arrays.fill(column, 0);
                for (int k = 0; k < side; k++) {
                    int from = (2 * row + k) * columns;
                    for (int i = 0; i < columns; i++) {
                        column[i] += window[k] * plane[0][from + i];
                    }
                }
                along(column, window, shifted, sum);
                for (int i = 0; i < outColumns; i++) {
                    plane[1][row * outColumns + i] = sum[2 * i];
                }
            }
            for (int i = 0; i < outColumns; i++) {
                counts[row * outColumns + i] = clear[(2 * row + side / 2) * columns + 2 * i + side / 2];
            }
        }
        return new VifScale(outRows, outColumns, smoothX, smoothY, counts);
    }

    /** Summed over all windows that lie inside and touch no padding. */
    Information information(double[] window) {
        int side = window.length;
        int wide = columns - side + 1;
        boolean[] clear = clear(side / 2);
        double[][] column = new double[5][columns];
        double[][] moment = new double[5][wide];
        double[] shifted = new double[wide];
        double kept = 0;
        double available = 0;
        long windows = 0;
        for (int row = 0; row + side <= rows; row++) {
            for (int m = 0; m < column.length; m++) {
                Arrays.fill(column[m], 0);
            }
            for (int k = 0; k < side; k++) {
                addMoments((row + k) * columns, window[k], column);
            }
            for (int m = 0; m < column.length; m++) {
                along(column[m], window, shifted, moment[m]);
            }
            double keptInRow = 0;
            double availableInRow = 0;
            for (int i = 0; i < wide; i++) {
                if (clear[(row + side / 2) * columns + i + side / 2]) {
                    double mx = moment[0][i];
                    double my = moment[1][i];
                    double vx = variance(moment[2][i] - mx * mx);
                    double vy = variance(moment[3][i] - my * my);
                    double gain = vx > 0 && vy > 0 ? Math.max(0, moment[4][i] - mx * my) / vx : 0;
                    double left = Math.max(0, vy - gain * Math.max(0, moment[4][i] - mx * my));
                    keptInRow += Math.log1p(gain * gain * vx / (left + Vif.OBSERVER_NOISE));
                    availableInRow += Math.log1p(vx / Vif.OBSERVER_NOISE);
                    windows++;
                }
            }
            kept += keptInRow;
            available += availableInRow;
        }
        return new Information(kept, available, windows);
    }

    private void addMoments(int from, double weight, double[][] column) {
        for (int i = 0; i < columns; i++) {
            double a = x[from + i];
            double b = y[from + i];
            column[0][i] += weight * a;
            column[1][i] += weight * b;
            column[2][i] += weight * (a * a);
            column[3][i] += weight * (b * b);
            column[4][i] += weight * (a * b);
        }
    }

    private static double variance(double value) {
        return value > Vif.NO_VARIANCE ? value : 0;
    }

    private boolean[] clear(int radius) {
        boolean[] clear = image.clone();
        Interior.erode(clear, rows, columns, radius);
        return clear;
    }

    private static void along(double[] line, double[] window, double[] shifted, double[] sum) {
        Arrays.fill(sum, 0);
        for (int k = 0; k < window.length; k++) {
            System.arraycopy(line, k, shifted, 0, sum.length);
            double weight = window[k];
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * shifted[i];
            }
        }
    }
}
