package dev.limpid.testing;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.Random;
import java.util.random.RandomGenerator;

/** Slices of normal noise, with and without padding, the same for the same seed. */
public final class RandomSlices {
    private RandomSlices() {}

    /** White normal noise around a mean, in HU. */
    public static Slice noise(int rows, int columns, double mean, double sigma, long seed) {
        RandomGenerator random = new Random(seed);
        Slice.Builder slice = Slice.builder(rows, columns, Unit.HOUNSFIELD).spacing(new PixelSpacing(0.7, 0.8));
        for (int i = 0; i < rows * columns; i++) {
            slice.set(i, (float) (mean + sigma * random.nextGaussian()));
        }
        return slice.build();
    }

    /** The slice with what lies outside an ellipse that touches its edges replaced by padding of one value. */
    public static Slice padOutsideEllipse(Slice slice, float value) {
        BitSet padding = new BitSet();
        Slice.Builder padded = slice.like();
        for (int y = 0; y < slice.rows(); y++) {
            for (int x = 0; x < slice.columns(); x++) {
                double down = (2 * y + 1.0) / slice.rows() - 1;
                double right = (2 * x + 1.0) / slice.columns() - 1;
                boolean outside = down * down + right * right > 1;
                padding.set(y * slice.columns() + x, outside);
                padded.set(y, x, outside ? value : slice.at(y, x));
            }
        }
        return padded.padding(padding).build();
    }

    /** The rows top..bottom-1 and columns left..right-1, with their padding. */
    public static Slice crop(Slice slice, int top, int left, int bottom, int right) {
        BitSet padding = new BitSet();
        Slice.Builder part = Slice.builder(bottom - top, right - left, slice.unit());
        slice.spacing().ifPresent(part::spacing);
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                part.set(y - top, x - left, slice.at(y, x));
                padding.set((y - top) * (right - left) + x - left, slice.isPadding(y * slice.columns() + x));
            }
        }
        return part.padding(padding).build();
    }
}
