package dev.limpid.report;

import dev.limpid.image.Slice;

/**
 * The square of a plane that pictures show pixel by pixel: where the plane, looked at in its display window, has the
 * most structure, so that what a method does to edges and texture can be seen.
 */
public record Region(int row, int column, int rows, int columns) {
    /** The margin in which nothing is looked for, as a fraction of the plane. */
    private static final double MARGIN = 0.12;

    /** A region of at most {@code side} pixels each way. */
    public static Region of(Slice clean, DisplayWindow window, int side) {
        int rows = Math.min(side, clean.rows());
        int columns = Math.min(side, clean.columns());
        long[][] sums = steepness(clean, window);
        long most = -1;
        Region best = new Region((clean.rows() - rows) / 2, (clean.columns() - columns) / 2, rows, columns);
        int top = (int) Math.min(MARGIN * clean.rows(), (clean.rows() - rows) / 2.0);
        int left = (int) Math.min(MARGIN * clean.columns(), (clean.columns() - columns) / 2.0);
        int step = Math.max(1, side / 16);
        for (int row = top; row + rows <= clean.rows() - top; row += step) {
            for (int column = left; column + columns <= clean.columns() - left; column += step) {
                long sum = sums[row + rows][column + columns]
                        - sums[row][column + columns]
                        - sums[row + rows][column]
                        + sums[row][column];
                if (sum > most) {
                    most = sum;
                    best = new Region(row, column, rows, columns);
                }
            }
        }
        return best;
    }

    /** Summed areas of the steps in grey between means of 4 x 4 pixels, which noise moves little. */
    private static long[][] steepness(Slice clean, DisplayWindow window) {
        int cell = 4;
        int high = (clean.rows() + cell - 1) / cell;
        int wide = (clean.columns() + cell - 1) / cell;
        int[][] grey = new int[high][wide];
        for (int y = 0; y < high; y++) {
            for (int x = 0; x < wide; x++) {
                double sum = 0;
                int n = 0;
                for (int row = y * cell; row < Math.min(clean.rows(), (y + 1) * cell); row++) {
                    for (int column = x * cell; column < Math.min(clean.columns(), (x + 1) * cell); column++) {
                        sum += window.grey(clean.at(row, column));
                        n++;
                    }
                }
                grey[y][x] = (int) (sum / n);
            }
        }
        long[][] sums = new long[clean.rows() + 1][clean.columns() + 1];
        for (int row = 0; row < clean.rows(); row++) {
            long line = 0;
            for (int column = 0; column < clean.columns(); column++) {
                int y = row / cell;
                int x = column / cell;
                int down = y + 1 < high ? Math.abs(grey[y + 1][x] - grey[y][x]) : 0;
                int right = x + 1 < wide ? Math.abs(grey[y][x + 1] - grey[y][x]) : 0;
                line += down + right;
                sums[row + 1][column + 1] = sums[row][column + 1] + line;
            }
        }
        return sums;
    }
}
