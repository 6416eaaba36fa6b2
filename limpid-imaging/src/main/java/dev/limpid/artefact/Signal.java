package dev.limpid.artefact;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.stream.IntStream;

/**
 * A slice's signal, row-major: 0 at the low end of the range, 1 at its high end; 0 where there is padding. What lies far below
 * the range is no signal either: scanners fill with such values without declaring them.
 */
record Signal(int rows, int columns, float[] values, boolean[] padding) {
    private static final float FILL = -0.5f;

    /** A value that no signal has: the range's low end is where it begins. */
    private static final float DARK = -0.05f;

    private static final double MANY = 0.03;

    static Signal of(Slice slice, IntensityRange range) {
        float[] values = new float[slice.size()];
        boolean[] padding = new boolean[slice.size()];
        for (int i = 0; i < values.length; i++) {
            float value = range.normalise(slice.at(i));
            padding[i] = slice.isPadding(i) || value < FILL;
            values[i] = padding[i] ? 0 : value;
        }
        return new Signal(slice.rows(), slice.columns(), values, padding);
    }

    Signal with(float[] other) {
        return new Signal(rows, columns, other, padding);
    }

    /** Whether many pixels lie clearly below the range that did not: then what was undone was not there. */
    boolean isDarkerThan(Signal before) {
        int count = 0;
        for (int i = 0; i < values.length; i++) {
            count += !padding[i] && values[i] < DARK && before.values[i] >= DARK ? 1 : 0;
        }
        return count > MANY * values.length;
    }

    /** The slice with this signal; padding keeps its value. */
    Slice putInto(Slice slice, IntensityRange range) {
        Slice.Builder result = slice.like();
        IntStream.range(0, values.length)
                .forEach(i -> result.set(
                        i, padding[i] ? slice.at(i) : range.low() + values[i] * (range.high() - range.low())));
        return result.build();
    }
}
