package dev.limpid.metric;

import dev.limpid.image.Slice;

/** Sums of test - reference over the pixels that are not padding in the reference. */
record Differences(long count, double sum, double sumOfSquares) {
    static Differences of(Slice reference, Slice test) {
        requireComparable(reference, test);
        int columns = reference.columns();
        long count = 0;
        double sum = 0;
        double sumOfSquares = 0;
        for (int row = 0; row < reference.rows(); row++) {
            // Row by row, so that the rounding error grows with the square root of the pixel count.
            double rowSum = 0;
            double rowSquares = 0;
            for (int i = row * columns; i < (row + 1) * columns; i++) {
                if (!reference.isPadding(i)) {
                    double difference = (double) test.at(i) - reference.at(i);
                    rowSum += difference;
                    rowSquares += difference * difference;
                    count++;
                }
            }
            sum += rowSum;
            sumOfSquares += rowSquares;
        }
        if (count == 0) {
            throw new IllegalArgumentException("nothing to compare: every pixel of the reference is padding");
        }
        return new Differences(count, sum, sumOfSquares);
    }

    double mean() {
        return sum / count;
    }

    double meanSquare() {
        return sumOfSquares / count;
    }

    /** @throws IllegalArgumentException if sizes or units differ */
    static void requireComparable(Slice reference, Slice test) {
        if (reference.rows() != test.rows()
                || reference.columns() != test.columns()
                || reference.unit() != test.unit()) {
            throw new IllegalArgumentException(
                    "cannot compare a " + test + " with a " + reference + ": size and unit must be the same");
        }
    }
}
