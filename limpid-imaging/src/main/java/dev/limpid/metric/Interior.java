package dev.limpid.metric;

import dev.limpid.image.Slice;

/** Which pixels count, where a value depends on a neighbourhood that padding must not enter. */
final class Interior {
    private Interior() {}

    /** By row-major index, whether a pixel is image. */
    static boolean[] of(Slice slice) {
        boolean[] image = new boolean[slice.size()];
        for (int i = 0; i < image.length; i++) {
            image[i] = !slice.isPadding(i);
        }
        return image;
    }

    /** By row-major index, whether no pixel within {@code radius} rows and columns of a pixel is padding. */
    static boolean[] awayFromPadding(Slice slice, int radius) {
        boolean[] away = of(slice);
        if (slice.hasPadding()) {
            erode(away, slice.rows(), slice.columns(), radius);
        }
        return away;
    }

    /** Clears what is within {@code radius} rows and columns of something clear. */
    static void erode(boolean[] values, int rows, int columns, int radius) {
        for (int row = 0; row < rows; row++) {
            erodeLine(values, row * columns, 1, columns, radius);
        }
        for (int column = 0; column < columns; column++) {
            erodeLine(values, column, columns, rows, radius);
        }
    }

    private static void erodeLine(boolean[] values, int start, int stride, int count, int radius) {
        int[] clear = new int[count + 1];
        for (int i = 0; i < count; i++) {
            clear[i + 1] = clear[i] + (values[start + i * stride] ? 0 : 1);
        }
        for (int i = 0; i < count; i++) {
            int near = clear[Math.min(count, i + radius + 1)] - clear[Math.max(0, i - radius)];
            values[start + i * stride] = near == 0;
        }
    }
}
