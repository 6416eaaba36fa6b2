package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.stream.IntStream;

/**
 * The signal of a slice in double precision, row-major: 0 at the low end of the range, 1 at its high end, never negative.
 * Values below the range and padding are 0, so that what stands there for "no image" reaches no other pixel.
 */
final class Plane {
    final int rows;
    final int columns;
    final double[] values;

    Plane(int rows, int columns, double[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    static Plane of(Slice slice, IntensityRange range) {
        double[] values = new double[slice.size()];
        int columns = slice.columns();
        IntStream.range(0, slice.rows()).parallel().forEach(row -> {
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                values[i] = slice.isPadding(i) ? 0 : Math.max(0, normalised(slice.at(i), range));
            }
        });
        return new Plane(slice.rows(), columns, values);
    }

    /** The slice with this signal: padding keeps its value, and what lay below the range stays as far below. */
    Slice putInto(Slice slice, IntensityRange range) {
        double width = (double) range.high() - range.low();
        Slice.Builder result = slice.like();
        IntStream.range(0, rows).parallel().forEach(row -> {
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                float before = slice.at(i);
                double below = Math.min(0, normalised(before, range));
                result.set(i, slice.isPadding(i) ? before : (float) ((values[i] + below) * width + range.low()));
            }
        });
        return result.build();
    }

    private static double normalised(float value, IntensityRange range) {
        return ((double) value - range.low()) / ((double) range.high() - range.low());
    }
}
