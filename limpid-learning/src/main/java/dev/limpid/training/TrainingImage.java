package dev.limpid.training;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * One clean image, normalised to its range (not clipped to [0, 1]).
 *
 * @param patient who it shows; images of one patient are never in two splits
 * @param subset the part of the data it came from
 * @param name file, for messages and tables
 * @param rows its height
 * @param columns its width
 * @param pixels normalised values, row-major; not copied, not to be changed
 */
record TrainingImage(String patient, String subset, String name, int rows, int columns, float[] pixels) {
    static TrainingImage of(String patient, String subset, String name, Slice slice, IntensityRange range) {
        float[] values = slice.toArray();
        for (int i = 0; i < values.length; i++) {
            // Padding has no anatomy: it becomes the bottom of the range, as air outside the patient is.
            values[i] = slice.isPadding(i) ? 0 : range.normalise(values[i]);
        }
        return new TrainingImage(patient, subset, name, slice.rows(), slice.columns(), values);
    }
}
