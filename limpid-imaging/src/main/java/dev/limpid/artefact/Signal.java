package dev.limpid.artefact;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.stream.IntStream;

/** A slice's signal, row-major: 0 at the low end of the range, 1 at its high end; 0 where there is padding. */
record Signal(int rows, int columns, float[] values, boolean[] padding) {
    static Signal of(Slice slice, IntensityRange range) {
        float[] values = new float[slice.size()];
        boolean[] padding = new boolean[slice.size()];
        for (int i = 0; i < values.length; i++) {
            padding[i] = slice.isPadding(i);
            values[i] = padding[i] ? 0 : (slice.at(i) - range.low()) / (range.high() - range.low());
        }
        return new Signal(slice.rows(), slice.columns(), values, padding);
    }

    Signal with(float[] other) {
        return new Signal(rows, columns, other, padding);
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
