package dev.limpid.metric;

import dev.limpid.image.Slice;
import java.util.BitSet;

/**
 * What became of a lesion: its mean value and its contrast to what surrounds it, in the image's unit.
 *
 * <p>The surroundings are the pixels {@value #GAP} to {@value #REACH} pixels away from the lesion (the larger of the distances
 * along rows and columns); the pixel between them, which belongs to both, counts for neither. Padding of the reference
 * counts nowhere.
 *
 * @param meanError mean of test - reference inside the lesion; 0 is best
 * @param contrast mean inside less mean of the surroundings, in the test image
 * @param referenceContrast the same in the reference
 */
public record LesionFidelity(double meanError, double contrast, double referenceContrast) {
    private static final int GAP = 2;
    private static final int REACH = 10;

    /**
     * Measures a lesion.
     *
     * @param lesion its pixels by index, row-major; several pieces count as one lesion
     * @throws NotApplicableException if the lesion or its surroundings have no pixel that counts
     * @throws IllegalArgumentException if sizes or units differ
     */
    public static LesionFidelity of(Slice reference, Slice test, BitSet lesion) {
        Differences.requireComparable(reference, test);
        BitSet counted = withoutPadding(lesion, reference);
        BitSet around = around(counted, reference.rows(), reference.columns());
        around = withoutPadding(around, reference);
        if (counted.isEmpty() || around.isEmpty()) {
            throw new NotApplicableException("a lesion without pixels, or without surroundings, has no contrast");
        }
        double inside = mean(test, counted);
        double insideReference = mean(reference, counted);
        return new LesionFidelity(
                inside - insideReference, inside - mean(test, around), insideReference - mean(reference, around));
    }

    /**
     * How much the contrast changed; 0 is best. A difference rather than a ratio, because lesions with next to no contrast
     * would have ratios without bound.
     */
    public double contrastError() {
        return contrast - referenceContrast;
    }

    private static BitSet withoutPadding(BitSet pixels, Slice reference) {
        BitSet counted = new BitSet();
        pixels.stream()
                .filter(index -> index < reference.size() && !reference.isPadding(index))
                .forEach(counted::set);
        return counted;
    }

    private static BitSet around(BitSet lesion, int rows, int columns) {
        BitSet near = grown(lesion, rows, columns, GAP - 1);
        BitSet around = grown(lesion, rows, columns, REACH);
        around.andNot(near);
        return around;
    }

    private static BitSet grown(BitSet pixels, int rows, int columns, int by) {
        BitSet grown = new BitSet();
        pixels.stream().forEach(index -> {
            int row = index / columns;
            int column = index % columns;
            int left = Math.max(0, column - by);
            int right = Math.min(columns - 1, column + by);
            for (int y = Math.max(0, row - by); y <= Math.min(rows - 1, row + by); y++) {
                grown.set(y * columns + left, y * columns + right + 1);
            }
        });
        return grown;
    }

    private static double mean(Slice slice, BitSet pixels) {
        return pixels.stream().mapToDouble(slice::at).average().orElseThrow();
    }
}
