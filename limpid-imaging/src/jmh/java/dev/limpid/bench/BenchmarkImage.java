package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.Random;

/** Rings of HU-like values with Gaussian noise, and on demand padding outside a circle as in CT. */
final class BenchmarkImage {
    private BenchmarkImage() {}

    static Slice of(int rows, int columns, double sigma, boolean padded) {
        Random random = new Random(1);
        BitSet padding = new BitSet();
        Slice.Builder image = Slice.builder(rows, columns, Unit.HOUNSFIELD);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                double distance = Math.hypot(y - rows / 2.0, x - columns / 2.0);
                double value = (Math.sin(distance / 9) > 0 ? 60 : -40) - (distance > rows * 0.4 ? 900 : 0);
                boolean outside = padded && distance > rows / 2.0;
                padding.set(y * columns + x, outside);
                image.set(y, x, outside ? -3024 : (float) (value + sigma * random.nextGaussian()));
            }
        }
        return image.padding(padding).build();
    }
}
