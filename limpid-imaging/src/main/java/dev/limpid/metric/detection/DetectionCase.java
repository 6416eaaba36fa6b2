package dev.limpid.metric.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import java.util.List;

/**
 * One image that a detector looked at.
 *
 * @param patient whom it shows
 * @param truth boxes of the lesions that are there; none in a healthy image
 * @param found what the detector says, in any order
 */
public record DetectionCase(String patient, List<Box> truth, List<Detection> found) {
    public DetectionCase {
        truth = List.copyOf(truth);
        found = List.copyOf(found);
    }
}
