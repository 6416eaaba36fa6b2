package dev.limpid.metric;

import dev.limpid.image.Slice;

/** What a denoiser took away, input - output, as a plane of which one can ask where it means something. */
final class Removed {
    final int rows;
    final int columns;
    /** input - output, 0 at padding. */
    final float[] pixels;

    private final Slice input;

    private Removed(Slice input, float[] pixels) {
        this.input = input;
        this.rows = input.rows();
        this.columns = input.columns();
        this.pixels = pixels;
    }

    static Removed of(Slice input, Slice output) {
        Differences.requireComparable(input, output);
        float[] pixels = new float[input.size()];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = input.isPadding(i) ? 0 : (float) ((double) input.at(i) - output.at(i));
        }
        return new Removed(input, pixels);
    }

    boolean hasPadding() {
        return input.hasPadding();
    }

    boolean isPadding(int index) {
        return input.isPadding(index);
    }

    /** Whether no pixel within {@code radius} rows and columns of a pixel is padding, by row-major index. */
    boolean[] awayFromPadding(int radius) {
        boolean[] away = new boolean[pixels.length];
        for (int i = 0; i < away.length; i++) {
            away[i] = !input.isPadding(i);
        }
        if (input.hasPadding()) {
            for (int row = 0; row < rows; row++) {
                erode(away, row * columns, 1, columns, radius);
            }
            for (int column = 0; column < columns; column++) {
                erode(away, column, columns, rows, radius);
            }
        }
        return away;
    }

    /** Clears what is within {@code radius} of something clear, along one line of {@code count} values. */
    private static void erode(boolean[] values, int start, int stride, int count, int radius) {
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
