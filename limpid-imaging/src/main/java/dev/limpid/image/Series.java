package dev.limpid.image;

import java.util.List;

/**
 * Slices of one acquisition in order, all of the same size and unit.
 *
 * @param slices at least one
 * @param modality what they are
 * @param range the interval that counts as [0, 1]
 */
public record Series(List<Slice> slices, Modality modality, IntensityRange range) {
    public Series {
        slices = List.copyOf(slices);
        if (slices.isEmpty()) {
            throw new IllegalArgumentException("a series needs at least one slice");
        }
        Slice first = slices.get(0);
        for (Slice slice : slices) {
            if (slice.rows() != first.rows() || slice.columns() != first.columns() || slice.unit() != first.unit()) {
                throw new IllegalArgumentException("a series cannot hold both a " + first + " and a " + slice);
            }
        }
    }
}
