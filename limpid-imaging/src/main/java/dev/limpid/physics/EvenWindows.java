package dev.limpid.physics;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * Windows of a CT slice that hold nothing but soft tissue: each of their pixels lies within an interval of HU after a Gaussian
 * of 2 mm, which takes most of the noise away.
 */
public final class EvenWindows {
    private static final double SMOOTHING_MM = 2;

    /** Fewer pixels than this tell no deviation. */
    private static final int FEWEST_A_SIDE = 6;

    private EvenWindows() {}

    /**
     * All such windows, row by row, a quarter of their side apart.
     *
     * @param slice in HU, with pixel spacing
     * @param sideMm height and width in mm
     * @param low of the interval in HU
     * @param high of the interval in HU
     * @throws IllegalArgumentException if the slice is not in HU or has no spacing
     */
    public static List<Window> of(Slice slice, double sideMm, double low, double high) {
        if (slice.unit() != Unit.HOUNSFIELD) {
            throw new IllegalArgumentException("soft tissue is found in Hounsfield units, not in "
                    + slice.unit().symbol());
        }
        PixelSpacing spacing = slice.spacing()
                .orElseThrow(() -> new IllegalArgumentException("the distance between pixels is not known"));
        int rows = Math.max(FEWEST_A_SIDE, (int) Math.round(sideMm / spacing.rowMm()));
        int columns = Math.max(FEWEST_A_SIDE, (int) Math.round(sideMm / spacing.columnMm()));
        int[] outside = outside(slice, spacing, low, high);
        List<Window> windows = new ArrayList<>();
        for (int row = 0; row + rows <= slice.rows(); row += Math.max(1, rows / 4)) {
            for (int column = 0; column + columns <= slice.columns(); column += Math.max(1, columns / 4)) {
                if (count(outside, slice.columns() + 1, row, column, rows, columns) == 0) {
                    windows.add(window(slice, row, column, rows, columns));
                }
            }
        }
        return windows;
    }

    /** How many pixels above and to the left of each corner are not soft tissue: a summed-area table. */
    private static int[] outside(Slice slice, PixelSpacing spacing, double low, double high) {
        double sigma = SMOOTHING_MM / Math.sqrt(spacing.rowMm() * spacing.columnMm());
        Slice smooth = new GaussianFilter(Math.max(0.2, Math.min(GaussianFilter.MAX_SIGMA, sigma))).denoise(slice);
        int width = slice.columns() + 1;
        int[] table = new int[(slice.rows() + 1) * width];
        for (int row = 0; row < slice.rows(); row++) {
            int line = 0;
            for (int column = 0; column < slice.columns(); column++) {
                int at = row * slice.columns() + column;
                float value = smooth.at(at);
                line += slice.isPadding(at) || value < low || value > high ? 1 : 0;
                table[(row + 1) * width + column + 1] = table[row * width + column + 1] + line;
            }
        }
        return table;
    }

    private static int count(int[] table, int width, int row, int column, int rows, int columns) {
        int top = row * width + column;
        int bottom = top + rows * width;
        return table[bottom + columns] - table[bottom] - table[top + columns] + table[top];
    }

    /** Row and column, counted from the window's middle, are orthogonal to each other and to a constant. */
    private static Window window(Slice slice, int row, int column, int rows, int columns) {
        double sum = 0;
        double squares = 0;
        double down = 0;
        double along = 0;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double value = slice.at(row + y, column + x);
                sum += value;
                squares += value * value;
                down += value * (y - (rows - 1) / 2.0);
                along += value * (x - (columns - 1) / 2.0);
            }
        }
        double pixels = (double) rows * columns;
        double downSquares = pixels * ((double) rows * rows - 1) / 12;
        double alongSquares = pixels * ((double) columns * columns - 1) / 12;
        double rest = squares - sum * sum / pixels - down * down / downSquares - along * along / alongSquares;
        return new Window(row, column, rows, columns, Math.sqrt(Math.max(0, rest) / (pixels - 3)));
    }
}
