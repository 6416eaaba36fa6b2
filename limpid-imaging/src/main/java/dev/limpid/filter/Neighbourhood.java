package dev.limpid.filter;

import dev.limpid.image.Slice;

/**
 * A band of rows with a margin on all four sides, continued over the image's edge: what a filter reads to compute the
 * band without asking for borders again.
 *
 * <p>Pixel (row, column) of the slice is at {@code index(row, column)}, for rows {@code first - margin} to
 * {@code end + margin - 1} and columns {@code -margin} to {@code columns + margin - 1}. Padding pixels read 0.
 */
final class Neighbourhood {
    /** Row-major pixels, {@link #stride} to a row. */
    final float[] pixels;
    /** 1 where {@link #pixels} holds an image pixel, 0 at padding; empty when none of them is padding. */
    final float[] valid;

    final int stride;
    final int height;
    private final int origin;

    private Neighbourhood(float[] pixels, float[] valid, int stride, int height, int origin) {
        this.pixels = pixels;
        this.valid = valid;
        this.stride = stride;
        this.height = height;
        this.origin = origin;
    }

    static Neighbourhood of(Slice slice, int first, int end, int margin, Border border) {
        int columns = slice.columns();
        int stride = columns + 2 * margin;
        int height = end - first + 2 * margin;
        int size = Math.multiplyExact(stride, height);
        float[] pixels = new float[size];
        float[] valid = new float[slice.hasPadding() ? size : 0];
        boolean anyPadding = false;
        for (int i = 0; i < height; i++) {
            int row = border.index(first - margin + i, slice.rows());
            int start = i * stride;
            slice.copyRow(row, 0, columns, pixels, start + margin);
            if (valid.length > 0) {
                for (int x = 0; x < columns; x++) {
                    boolean padding = slice.isPadding(row * columns + x);
                    valid[start + margin + x] = padding ? 0 : 1;
                    if (padding) {
                        pixels[start + margin + x] = 0;
                        anyPadding = true;
                    }
                }
                continueRow(valid, start, columns, margin, border);
            }
            continueRow(pixels, start, columns, margin, border);
        }
        int origin = (margin - first) * stride + margin;
        return new Neighbourhood(pixels, anyPadding ? valid : new float[0], stride, height, origin);
    }

    private static void continueRow(float[] values, int start, int columns, int margin, Border border) {
        int zero = start + margin;
        for (int x = 1; x <= margin; x++) {
            values[zero - x] = values[zero + border.index(-x, columns)];
            values[zero + columns - 1 + x] = values[zero + border.index(columns - 1 + x, columns)];
        }
    }

    /** Whether any of the pixels is padding. */
    boolean hasPadding() {
        return valid.length > 0;
    }

    int index(int row, int column) {
        return origin + row * stride + column;
    }
}
