package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.training.DataFolder;
import java.util.List;
import java.util.Optional;

/**
 * An image file of which is known where lesions are.
 *
 * @param entry the file, its subset, patient and split
 * @param boxes of its lesions in pixels; empty where it has none
 * @param range what counts as 0 and 1, where the collection stores numbers in a way that the file does not say
 */
public record LesionFile(DataFolder.Entry entry, List<Box> boxes, Optional<IntensityRange> range) {
    public LesionFile {
        boxes = List.copyOf(boxes);
    }
}
