package dev.limpid.filter;

import dev.limpid.image.Slice;

/**
 * A band of rows with a margin on all four sides, continued over the image's edge: what a filter reads to compute the
 * band without asking for borders again.
 *
 * <p>Row {@code r} of the slice, {@code first - margin <= r < end + margin}, is {@code pixels(r)}; its column {@code c}
 * is at index {@code c + margin}. Padding pixels read 0.
 */
final class Neighbourhood {
    private final float[][] pixels;
    private final float[][] valid;
    private final boolean hasPadding;
    private final int top;

    /** Pixels in a row: columns + 2 margin. */
    final int stride;

    /** Rows: end - first + 2 margin. */
    final int height;

    private Neighbourhood(float[][] pixels, float[][] valid, boolean hasPadding, int top) {
        this.pixels = pixels;
        this.valid = valid;
        this.hasPadding = hasPadding;
        this.top = top;
        stride = pixels[0].length;
        height = pixels.length;
    }

    static Neighbourhood of(Slice slice, int first, int end, int margin, Border border) {
        RowReader reader = new RowReader(slice, margin, border);
        int top = first - margin;
        int height = end - top + margin;
        float[][] pixels = new float[height][reader.stride()];
        float[][] valid = new float[height][slice.hasPadding() ? reader.stride() : 0];
        boolean hasPadding = false;
        for (int i = 0; i < height; i++) {
            hasPadding |= reader.read(top + i, pixels[i], valid[i], 0);
        }
        return new Neighbourhood(pixels, valid, hasPadding, top);
    }

    /** Whether any of the pixels is padding. */
    boolean hasPadding() {
        return hasPadding;
    }

    /** The pixels of a row of the slice; not to be written to. */
    float[] pixels(int row) {
        return pixels[row - top];
    }

    /** 1 where {@link #pixels} holds an image pixel, 0 at padding; only when there is any. */
    float[] valid(int row) {
        return valid[row - top];
    }
}
