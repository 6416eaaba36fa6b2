package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.lesion.annotation.LesionFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A rival that looks at no image: the same box everywhere, in parts of the image's height and width. What does not beat it has learnt
 * where lesions usually are, and nothing of the image.
 *
 * @param name of its row
 * @param box in parts of the image's width and height
 */
public record BoxRival(String name, Box box) {
    static final String CENTRE = "centre box";
    static final String MEAN = "mean box";

    /** Names of rivals, for a run that has them. */
    public static final List<String> NAMES = List.of(CENTRE, MEAN);

    /**
     * Both rivals from the training split: the mean of its boxes' edges, and a box of their mean size in the image's middle.
     *
     * @throws ImageFormatException if the training split has no box
     */
    static List<BoxRival> of(DetectionData data) throws ImageFormatException {
        double[] sums = new double[4];
        int count = 0;
        for (LesionFile file : data.training()) {
            Optional<DetectionImage> image = data.read(file);
            for (Box box : image.map(DetectionImage::boxes).orElse(List.of())) {
                Slice clean = image.orElseThrow().clean();
                Box part = box.scaled(1.0 / clean.columns(), 1.0 / clean.rows());
                sums[0] += part.x0();
                sums[1] += part.y0();
                sums[2] += part.x1();
                sums[3] += part.y1();
                count++;
            }
        }
        if (count == 0) {
            throw new ImageFormatException("the training split has no box for --rivals; leave that out");
        }
        Box mean = new Box(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
        Box centre = new Box(
                0.5 - mean.width() / 2, 0.5 - mean.height() / 2, 0.5 + mean.width() / 2, 0.5 + mean.height() / 2);
        List<BoxRival> rivals = new ArrayList<>();
        rivals.add(new BoxRival(CENTRE, centre));
        rivals.add(new BoxRival(MEAN, mean));
        return rivals;
    }

    /** Its one box in an image, of score 1. */
    List<Detection> on(Slice image) {
        return List.of(new Detection(box.scaled(image.columns(), image.rows()), 1, "lesion"));
    }
}
