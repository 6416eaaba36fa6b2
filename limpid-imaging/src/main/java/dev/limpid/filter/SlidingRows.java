package dev.limpid.filter;

import dev.limpid.image.Slice;

/**
 * The rows within a margin of one row, with a margin on either side, for a filter that walks down a band: few rows are
 * held, in memory that is written again and again and so stays in the cache.
 *
 * <p>Row {@code r} of the slice is {@code pixels(r)}; its column {@code c} is at index {@code c + margin}. Padding
 * pixels read 0.
 */
final class SlidingRows {
    private final RowReader reader;
    private final float[][] pixels;
    private final float[][] valid;
    private final boolean[] padded;
    private final int margin;
    private int next;

    /** Pixels in a row: columns + 2 margin. */
    final int stride;

    /** Ready for {@code moveTo(first)}. */
    SlidingRows(Slice slice, int first, int margin, Border border) {
        this.margin = margin;
        reader = new RowReader(slice, margin, border);
        stride = reader.stride();
        int height = 2 * margin + 1;
        pixels = new float[height][stride];
        valid = new float[height][slice.hasPadding() ? stride : 0];
        padded = new boolean[height];
        next = first - margin;
    }

    /** Makes the rows {@code row - margin} to {@code row + margin} available; {@code row} may only grow. */
    void moveTo(int row) {
        for (; next <= row + margin; next++) {
            int slot = slot(next);
            padded[slot] = reader.read(next, pixels[slot], valid[slot], 0);
        }
    }

    /** Whether any of the pixels is padding. */
    boolean hasPadding() {
        for (boolean any : padded) {
            if (any) {
                return true;
            }
        }
        return false;
    }

    /** The pixels of a row of the slice; not to be written to. */
    float[] pixels(int row) {
        return pixels[slot(row)];
    }

    /** 1 where {@link #pixels} holds an image pixel, 0 at padding; only for slices with padding. */
    float[] valid(int row) {
        return valid[slot(row)];
    }

    private int slot(int row) {
        return Math.floorMod(row, pixels.length);
    }
}
