package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PlaneOrientation;
import dev.limpid.image.Slice;
import java.util.List;

/**
 * One image of known lesions, in its own size and unit.
 *
 * @param patient whom it shows
 * @param name path below the data folder
 * @param clean the image as it is, with what was put into it
 * @param range what counts as 0 and 1
 * @param boxes of its lesions, in its pixels
 */
public record DetectionImage(
        String patient,
        String name,
        Slice clean,
        IntensityRange range,
        List<Box> boxes,
        Modality modality,
        PlaneOrientation orientation) {
    public DetectionImage {
        boxes = List.copyOf(boxes);
    }
}
