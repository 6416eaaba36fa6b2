package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.training.DataFolder;
import java.util.List;
import java.util.Optional;

/**
 * An image file of which is known where lesions are.
 *
 * @param entry the file, its subset, patient and split
 * @param boxes of its lesions in pixels; empty where it has none
 * @param range what counts as 0 and 1, where the collection stores numbers in a way that the file does not say
 * @param spacing of the pixels, where the collection says it and the file does not
 */
public record LesionFile(
        DataFolder.Entry entry, List<Box> boxes, Optional<IntensityRange> range, Optional<PixelSpacing> spacing) {
    /** A file that speaks for itself. */
    LesionFile(DataFolder.Entry entry, List<Box> boxes) {
        this(entry, boxes, Optional.empty(), Optional.empty());
    }

    public LesionFile {
        boxes = List.copyOf(boxes);
    }
}
