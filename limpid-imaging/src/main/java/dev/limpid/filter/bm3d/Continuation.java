package dev.limpid.filter.bm3d;

import dev.limpid.image.Mirror;
import dev.limpid.image.Slice;

/**
 * Which image pixel stands for a place that has none: beyond the edge, or padding.
 *
 * <p>In a row with image pixels it is the one mirrored, between pixels, in the nearest run of them (of two as near, the
 * left one). A row without any takes the place of the row mirrored likewise in the nearest run of rows that have some.
 * Mirrored noise looks like noise; a repeated pixel would look like a stripe, which the filter would keep.
 */
final class Continuation {
    private static final int NONE = -1;

    private final int columns;
    /** By row, the row that stands for it. */
    private final int[] rowFor;
    /** By row-major index, the column that stands for it; of rows without image pixels not set. */
    private final int[] columnFor;

    /** Of a slice that is not all padding. */
    Continuation(Slice slice) {
        columns = slice.columns();
        int rows = slice.rows();
        boolean[] holds = new boolean[rows];
        columnFor = new int[slice.hasPadding() ? slice.size() : columns];
        boolean[] image = new boolean[columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                image[x] = !slice.isPadding(y * columns + x);
                holds[y] |= image[x];
            }
            if (holds[y] && (slice.hasPadding() || y == 0)) {
                mirror(image, columnFor, y * columns);
            }
        }
        rowFor = new int[rows];
        mirror(holds, rowFor, 0);
    }

    /** The row-major index of the image pixel for a place; places beyond the right and lower edge are allowed. */
    int indexFor(int row, int column) {
        int y = rowFor[folded(row, 0, rowFor.length)];
        int x = folded(column, 0, columns);
        return y * columns + columnFor[(columnFor.length == columns ? 0 : y * columns) + x];
    }

    /** For each place of a line, the place itself or the one mirrored in the nearest run of places that are image. */
    private static void mirror(boolean[] image, int[] stands, int from) {
        int n = image.length;
        // The nearest image place at or before and at or after each place, and the run it belongs to.
        int[] before = new int[n];
        int[] after = new int[n];
        int[] start = new int[n];
        int[] end = new int[n];
        for (int i = 0; i < n; i++) {
            before[i] = image[i] ? i : i > 0 ? before[i - 1] : NONE;
            start[i] = image[i] && i > 0 && image[i - 1] ? start[i - 1] : i;
        }
        for (int i = n - 1; i >= 0; i--) {
            after[i] = image[i] ? i : i < n - 1 ? after[i + 1] : NONE;
            end[i] = image[i] && i < n - 1 && image[i + 1] ? end[i + 1] : i + 1;
        }
        for (int i = 0; i < n; i++) {
            boolean toTheLeft = after[i] == NONE || (before[i] != NONE && i - before[i] <= after[i] - i);
            int run = toTheLeft ? before[i] : after[i];
            stands[from + i] = folded(i, start[run], end[run]);
        }
    }

    /** {@code i} mirrored into first..end-1, between pixels. */
    private static int folded(int i, int first, int end) {
        return first + Mirror.index(i - first, end - first);
    }
}
