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
        return Interior.awayFromPadding(input, radius);
    }
}
