package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Reads rows of a slice with a margin on either side, both continued over the image's edge. Padding pixels read 0; the
 * zeros of {@link Border#ZERO} count as image.
 *
 * @param margin pixels on either side, at least 0
 */
record RowReader(Slice slice, int margin, Border border) {
    /** Pixels in a row: columns + 2 margin. */
    int stride() {
        return slice.columns() + 2 * margin;
    }

    /**
     * Reads one row, any integer, to where it is told.
     *
     * @param valid receives 1 where there is an image pixel and 0 at padding; not touched if the slice has no padding
     * @return whether the row has padding
     */
    boolean read(int row, float[] pixels, float[] valid, int at) {
        int inside = border.index(row, slice.rows());
        if (inside == Border.NOTHING) {
            Arrays.fill(pixels, at, at + stride(), 0);
            Arrays.fill(valid, slice.hasPadding() ? at : 0, slice.hasPadding() ? at + stride() : 0, 1);
            return false;
        }
        slice.copyRow(inside, 0, slice.columns(), pixels, at + margin);
        boolean padding = slice.hasPadding() && blank(inside, pixels, valid, at + margin);
        if (slice.hasPadding()) {
            continueRow(valid, at, 1);
        }
        continueRow(pixels, at, 0);
        return padding;
    }

    private boolean blank(int row, float[] pixels, float[] valid, int at) {
        int columns = slice.columns();
        boolean any = false;
        for (int x = 0; x < columns; x++) {
            boolean padding = slice.isPadding(row * columns + x);
            any |= padding;
            valid[at + x] = padding ? 0 : 1;
            pixels[at + x] = padding ? 0 : pixels[at + x];
        }
        return any;
    }

    /** Fills the margins of a row; {@code outside} is for a border that mirrors nothing. */
    private void continueRow(float[] values, int at, float outside) {
        int columns = slice.columns();
        int left = at + margin;
        for (int x = 1; x <= margin; x++) {
            int before = border.index(-x, columns);
            int after = border.index(columns - 1 + x, columns);
            values[left - x] = before == Border.NOTHING ? outside : values[left + before];
            values[left + columns - 1 + x] = after == Border.NOTHING ? outside : values[left + after];
        }
    }
}
