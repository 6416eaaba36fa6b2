package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.training.TrainingImage;
import java.util.List;

/**
 * An image to learn from.
 *
 * @param image normalised
 * @param boxes of its lesions, in its pixels
 */
record LesionImage(TrainingImage image, List<Box> boxes) {
    LesionImage {
        boxes = List.copyOf(boxes);
    }
}
