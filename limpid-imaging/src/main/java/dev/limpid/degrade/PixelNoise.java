package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.stream.IntStream;

/** Noise that is drawn pixel by pixel on normalised values: the part that all such degradations share. */
abstract class PixelNoise implements Degradation {
    private final IntensityRange range;

    PixelNoise(IntensityRange range) {
        this.range = range;
    }

    /** The noisy value of one normalised pixel. */
    abstract double draw(double value, PixelRandom random);

    /** Whether the noise has no strength, so that the image must come back as it is. */
    abstract boolean isIdentity();

    /** Whether a pixel whose normalised value comes back as it was is not to be rounded on the way. */
    boolean keepsUntouchedPixels() {
        return false;
    }

    @Override
    public Slice apply(Slice clean, long seed) {
        if (isIdentity()) {
            return clean;
        }
        Slice.Builder noisy = clean.like();
        int columns = clean.columns();
        IntStream.range(0, clean.rows()).parallel().forEach(row -> {
            float[] line = new float[columns];
            clean.copyRow(row, 0, columns, line, 0);
            PixelRandom random = new PixelRandom(seed, row);
            for (int column = 0; column < columns; column++) {
                double before = range.normalise(line[column]);
                double value = draw(before, random);
                boolean untouched = value == before && keepsUntouchedPixels();
                if (!untouched && !clean.isPadding(row * columns + column)) {
                    line[column] = range.denormalise((float) value);
                }
            }
            noisy.row(row, 0, columns, line, 0);
        });
        return noisy.build();
    }

    /** Checks a strength. */
    static double between(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be " + low + ".." + high + ", not " + value);
        }
        return value;
    }
}
