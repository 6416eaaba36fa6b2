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
        int columns = slice.columns();
        int top = first - margin;
        int height = end - top + margin;
        float[][] pixels = new float[height][columns + 2 * margin];
        float[][] valid = slice.hasPadding() ? new float[height][columns + 2 * margin] : new float[0][];
        boolean hasPadding = false;
        for (int i = 0; i < height; i++) {
            int row = border.index(top + i, slice.rows());
            slice.copyRow(row, 0, columns, pixels[i], margin);
            if (valid.length > 0) {
                hasPadding |= blank(slice, row, margin, pixels[i], valid[i]);
                continueRow(valid[i], columns, margin, border);
            }
            continueRow(pixels[i], columns, margin, border);
        }
        return new Neighbourhood(pixels, valid, hasPadding, top);
    }

    /** Sets padding to 0 and the mask to 1 elsewhere; whether there was any. */
    private static boolean blank(Slice slice, int row, int margin, float[] pixels, float[] valid) {
        boolean any = false;
        for (int x = 0; x < slice.columns(); x++) {
            boolean padding = slice.isPadding(row * slice.columns() + x);
            any |= padding;
            valid[margin + x] = padding ? 0 : 1;
            pixels[margin + x] = padding ? 0 : pixels[margin + x];
        }
        return any;
    }

    private static void continueRow(float[] values, int columns, int margin, Border border) {
        for (int x = 1; x <= margin; x++) {
            values[margin - x] = values[margin + border.index(-x, columns)];
            values[margin + columns - 1 + x] = values[margin + border.index(columns - 1 + x, columns)];
        }
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
