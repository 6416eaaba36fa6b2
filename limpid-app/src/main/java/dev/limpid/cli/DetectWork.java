package dev.limpid.cli;

import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.dicom.DicomImage;
import dev.limpid.image.Box;
import dev.limpid.image.Derivation;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.lesion.LesionDetector;
import dev.limpid.model.ModelInput;
import dev.limpid.report.DetectionPanel;
import dev.limpid.report.DisplayWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Looks for lesions in one file: in every plane, with a picture of the one of the highest score. One thread at a time. */
final class DetectWork implements BatchRun.Work<DetectWork.Result> {
    private final LesionDetector detector;
    private final double threshold;
    private final Modality modality;
    private final Optional<IntensityRange> range;
    private final boolean overwrite;
    private final Consumer<String> say;

    /**
     * What was found.
     *
     * @param content of the JSON file
     */
    record Result(Path input, List<Path> files, Map<String, Object> content) {
        Map<String, Object> toMap() {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("input", input);
            map.put("files", files);
            map.putAll(content);
            return map;
        }

        int boxes() {
            return content.get("boxes") instanceof List<?> list ? list.size() : 0;
        }
    }

    /**
     * @param threshold least score of a box that is given
     * @param modality of files that do not say theirs
     * @param range what counts as 0 and 1, where neither the model nor the file says it
     */
    DetectWork(
            LesionDetector detector,
            double threshold,
            Modality modality,
            Optional<IntensityRange> range,
            boolean overwrite,
            Consumer<String> say) {
        this.detector = detector;
        this.threshold = threshold;
        this.modality = modality;
        this.range = range;
        this.overwrite = overwrite;
        this.say = say;
    }

    @Override
    public Result process(BatchPlan.Item item) throws IOException {
        Path source = item.source().path();
        try (DetectionFiles files = new DetectionFiles(item.target(), overwrite);
                StoredImage image = ImageFormats.open(source, modality)) {
            files.refuseExisting();
            ModelInput input = detector.model().input();
            IntensityRange interval =
                    input.range().isPresent() ? input.range().get() : MethodChoice.rangeOf(image, range);
            SortedMap<Integer, List<Detection>> found = new TreeMap<>();
            int pictured = image.frames() / 2;
            double best = 0;
            for (int frame = 0; frame < image.frames(); frame++) {
                Slice plane = image.frame(frame);
                requireUnit(plane, input);
                List<Detection> here = detector.detect(plane, interval).stream()
                        .filter(detection -> detection.score() >= threshold)
                        .toList();
                found.put(frame, here);
                if (!here.isEmpty() && here.get(0).score() > best) {
                    best = here.get(0).score();
                    pictured = frame;
                }
            }
            Slice plane = image.frame(pictured);
            DetectionPanel panel = DetectionPanel.of(
                    label(item.source().relative(), pictured, image.frames()),
                    "detector " + detector.model().label(),
                    plane,
                    DisplayWindow.single(image.modality(), plane),
                    image.orientation(),
                    found.getOrDefault(pictured, List.of()),
                    threshold);
            Map<String, Object> content = content(found, plane, image.frames());
            files.write((Json.write(content) + "\n").getBytes(StandardCharsets.UTF_8), panel);
            if (image instanceof DicomImage dicom) {
                files.archive(dicom, pictured, panel, found, threshold, derivation(interval));
                files.missing().ifPresent(why -> say.accept(Problem.show(source) + ": " + why));
            }
            return new Result(source, files.publish(), content);
        }
    }

    private static void requireUnit(Slice plane, ModelInput input) throws IOException {
        if (input.range().isPresent() && plane.unit() != input.unit()) {
            throw new ImageFormatException(
                    "the detector is for images in " + input.unit().symbol() + ", this one is in "
                            + plane.unit().symbol() + "; for NIfTI or TIFF of CT say --modality ct");
        }
    }

    private static String label(Path relative, int frame, int frames) {
        return frames == 1 ? relative.toString() : relative + ", frame " + (frame + 1) + " of " + frames;
    }

    private Map<String, Object> content(SortedMap<Integer, List<Detection>> found, Slice plane, int frames)
            throws IOException {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("model", detector.model().label());
        content.put("sha256", detector.model().sha256());
        content.put("version", Version.full());
        content.put("threshold", threshold);
        content.put("rows", plane.rows());
        content.put("columns", plane.columns());
        content.put("frames", frames);
        List<Map<String, Object>> boxes = new ArrayList<>();
        found.forEach((frame, detections) -> detections.forEach(detection -> {
            Map<String, Object> each = new LinkedHashMap<>();
            Box box = detection.box();
            each.put("box", List.of(rounded(box.x0()), rounded(box.y0()), rounded(box.x1()), rounded(box.y1())));
            each.put("score", Math.round(detection.score() * 1e4) / 1e4);
            each.put("label", detection.label());
            if (frames > 1) {
                each.put("frame", frame);
            }
            boxes.add(each);
        }));
        content.put("boxes", boxes);
        return content;
    }

    /** Hundredths of a pixel are more than a detector knows. */
    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    private Derivation derivation(IntensityRange interval) throws IOException {
        String how = String.format(
                Locale.ROOT,
                "detector %s, sha256 %s, range %s:%s, threshold %s%s",
                detector.model().label(),
                detector.model().sha256(),
                interval.low(),
                interval.high(),
                threshold,
                Version.revision());
        return new Derivation(
                "Detector " + detector.model().label(),
                Version.number(),
                how,
                "Boxes of what may be lesions, by Limpid " + Version.number() + "; " + how + ".",
                "detector " + detector.model().sha256(),
                Derivation.Process.SEARCHED);
    }
}
