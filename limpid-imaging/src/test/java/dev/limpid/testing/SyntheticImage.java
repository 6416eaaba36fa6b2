package dev.limpid.testing;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * Small images that {@code scripts/fixtures/synthetic.py} makes to the last bit alike: a step, stripes and noise from a
 * linear congruential generator.
 */
public record SyntheticImage(int rows, int columns, double offset, double contrast, double amplitude, int seed) {
    public Slice slice(Unit unit) {
        float[] pixels = new float[rows * columns];
        int state = seed;
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                state = state * 1103515245 + 12345 & Integer.MAX_VALUE;
                int noise = (state >> 16) - 16384;
                int structure = (y + x > (rows + columns) / 2 ? 4 : 0) + (3 * y + 5 * x) % 7;
                pixels[y * columns + x] = (float) (offset + contrast * structure + amplitude * noise / 16384);
            }
        }
        return Slice.of(rows, columns, pixels, unit);
    }
}
