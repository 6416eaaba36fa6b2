package dev.limpid.physics;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * The pixels round an {@link Insert}, by their distance from its middle.
 *
 * @param slice with spacing
 * @param insert within the slice
 * @param spacing of the slice
 */
record Disc(Slice slice, Insert insert, PixelSpacing spacing) {
    /**
     * Places an insert.
     *
     * @throws IllegalArgumentException if the slice has no spacing, or the insert with its surroundings does not lie within it
     */
    static Disc of(Slice slice, Insert insert) {
        PixelSpacing spacing = slice.spacing()
                .orElseThrow(() -> new IllegalArgumentException("the distance between pixels is not known"));
        double right = insert.radiusMm() / spacing.columnMm();
        double down = insert.radiusMm() / spacing.rowMm();
        if (insert.column() - right < 0
                || insert.row() - down < 0
                || insert.column() + right > slice.columns() - 1
                || insert.row() + down > slice.rows() - 1) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the insert at %.1f,%.1f with a radius of %.1f mm does not lie within the %s",
                    insert.column(),
                    insert.row(),
                    insert.radiusMm(),
                    slice));
        }
        return new Disc(slice, insert, spacing);
    }

    /** The signed distance of a pixel's middle from the insert's, to the right. */
    double across(int index) {
        return (index % slice.columns() - insert.column()) * spacing.columnMm();
    }

    double down(int index) {
        return (index / slice.columns() - insert.row()) * spacing.rowMm();
    }

    double distance(int index) {
        return Math.hypot(across(index), down(index));
    }

    /** Every pixel that is no padding at {@code least} to {@code most} mm from the middle, by index. */
    void ring(double least, double most, IntConsumer each) {
        int top = Math.max(0, (int) Math.floor(insert.row() - most / spacing.rowMm()));
        int bottom = Math.min(slice.rows() - 1, (int) Math.ceil(insert.row() + most / spacing.rowMm()));
        int left = Math.max(0, (int) Math.floor(insert.column() - most / spacing.columnMm()));
        int right = Math.min(slice.columns() - 1, (int) Math.ceil(insert.column() + most / spacing.columnMm()));
        for (int row = top; row <= bottom; row++) {
            for (int column = left; column <= right; column++) {
                int index = row * slice.columns() + column;
                double distance = distance(index);
                if (distance >= least && distance <= most && !slice.isPadding(index)) {
                    each.accept(index);
                }
            }
        }
    }

    /** Count, mean and standard deviation of the pixels of a ring. */
    Statistics statistics(double least, double most) {
        double[] sums = new double[3];
        ring(least, most, index -> {
            sums[0]++;
            sums[1] += slice.at(index);
        });
        double mean = sums[1] / sums[0];
        ring(least, most, index -> sums[2] += (slice.at(index) - mean) * (slice.at(index) - mean));
        return new Statistics((int) sums[0], mean, Math.sqrt(sums[2] / Math.max(1, sums[0] - 1)));
    }

    /** Of the pixels of a ring; mean is not a number where there are none. */
    record Statistics(int count, double mean, double deviation) {}
}
