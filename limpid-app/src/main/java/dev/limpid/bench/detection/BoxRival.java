package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.Slice;
import java.util.List;

/**
 * A rival that looks at no image: the same box everywhere, in parts of the image's height and width. What does not beat it was not
 * shown to find more than the usual place tells.
 *
 * @param name of its row
 * @param box in parts of the image's width and height
 */
public record BoxRival(String name, Box box) {
    static final String CENTRE = "centre box";
    static final String MEAN = "mean box";

    /** Names of rivals, for a run that has them. */
    public static final List<String> NAMES = List.of(CENTRE, MEAN);

    /** Its one box in an image, of score 1. */
    List<Detection> on(Slice image) {
        return List.of(new Detection(box.scaled(image.columns(), image.rows()), 1, "lesion"));
    }
}
