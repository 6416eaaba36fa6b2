package dev.limpid.degrade;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;

/** Small planes with flat parts, edges and slopes. */
final class TestPlanes {
    private TestPlanes() {}

    /** Values of 0.05 to 0.95: an ellipse with two discs and a slope in it. */
    static double value(int row, int column, int rows, int columns) {
        double v = (row + 0.5) / rows * 2 - 1;
        double u = (column + 0.5) / columns * 2 - 1;
        if (u * u + 1.3 * v * v > 0.9) {
            return 0.05;
        }
        if ((u - 0.3) * (u - 0.3) + v * v < 0.06) {
            return 0.95;
        }
        if ((u + 0.4) * (u + 0.4) + (v - 0.2) * (v - 0.2) < 0.04) {
            return 0.2;
        }
        return 0.5 + 0.2 * v + 0.1 * u;
    }

    static Slice unit(int rows, int columns) {
        return plane(rows, columns, 1, 0, Unit.NORMALISED).build();
    }

    /** The same as -900 to 900 HU. */
    static Slice ct(int rows, int columns) {
        return plane(rows, columns, 2000, -1000, Unit.HOUNSFIELD).build();
    }

    /** The same with padding outside a circle, as scanners write it. */
    static Slice padded(int rows, int columns, float padding) {
        Slice.Builder builder = plane(rows, columns, 2000, -1000, Unit.HOUNSFIELD);
        BitSet mask = new BitSet();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double v = (row + 0.5) / rows * 2 - 1;
                double u = (column + 0.5) / columns * 2 - 1;
                if (u * u + v * v > 1) {
                    builder.set(row, column, padding);
                    mask.set(row * columns + column);
                }
            }
        }
        return builder.padding(mask).build();
    }

    private static Slice.Builder plane(int rows, int columns, double width, double low, Unit unit) {
        Slice.Builder builder = Slice.builder(rows, columns, unit);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                builder.set(row, column, (float) (value(row, column, rows, columns) * width + low));
            }
        }
        return builder;
    }
}
