package dev.limpid.bench.detection;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.training.Pinned;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The boxes that look at no image, from training images with lesions.
 *
 * @param boxes none, or {@link BoxRival#CENTRE} and {@link BoxRival#MEAN}
 * @param images training images that were read
 * @param lesions on them
 * @param filesSha256 of the files of those, see {@link Pinned}
 */
public record Rivals(List<BoxRival> boxes, int images, int lesions, String filesSha256) {
    /** For a run without them. */
    public static final Rivals NONE = new Rivals(List.of(), 0, 0, "");

    public Rivals {
        boxes = List.copyOf(boxes);
    }

    /**
     * The mean of the boxes' edges, and a box of their mean size in the image's middle; both in parts of the image's size.
     *
     * @param files of {@link DetectionData#training}
     * @param step runs after each file
     * @throws IOException if there is no box
     */
    public static Rivals of(DetectionData data, List<LesionFile> files, Runnable step) throws IOException {
        double[] sums = new double[4];
        int count = 0;
        List<LesionFile> read = new ArrayList<>();
        for (LesionFile file : files) {
            Optional<DetectionImage> image = data.read(file);
            image.ifPresent(there -> read.add(file));
            for (Box box : image.map(DetectionImage::boxes).orElse(List.of())) {
                Slice clean = image.orElseThrow().clean();
                Box part = box.scaled(1.0 / clean.columns(), 1.0 / clean.rows());
                sums[0] += part.x0();
                sums[1] += part.y0();
                sums[2] += part.x1();
                sums[3] += part.y1();
                count++;
            }
            step.run();
        }
        if (count == 0) {
            throw new ImageFormatException("the training split has no box for --rivals; leave that out");
        }
        Box mean = new Box(sums[0] / count, sums[1] / count, sums[2] / count, sums[3] / count);
        Box centre = new Box(
                0.5 - mean.width() / 2, 0.5 - mean.height() / 2, 0.5 + mean.width() / 2, 0.5 + mean.height() / 2);
        List<BoxRival> boxes = List.of(new BoxRival(BoxRival.CENTRE, centre), new BoxRival(BoxRival.MEAN, mean));
        return new Rivals(boxes, read.size(), count, Pinned.of(read));
    }

    /** For {@code run.json}: all that fixes them. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        if (!boxes.isEmpty()) {
            map.put("trainingImages", images);
            map.put("trainingLesions", lesions);
            map.put("trainingFilesSha256", filesSha256);
        }
        for (BoxRival rival : boxes) {
            Box box = rival.box();
            map.put(rival.name(), List.of(box.x0(), box.y0(), box.x1(), box.y1()));
        }
        return map;
    }
}
