package dev.limpid.bench.detection;

import dev.limpid.bench.BenchMethod;
import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.model.ModelInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the rows on the images, each image with the same nodules and the same noise for all of them.
 *
 * @param seen by the name of the row, the images in one order
 * @param samples images to be shown
 */
public record DetectionStudy(Map<String, List<Seen>> seen, List<DetectionSample> samples) {
    /**
     * Measures.
     *
     * @param noise of the rows that are not clean; none when empty
     * @param rivals whether boxes that look at no image stand below
     * @param step runs after each file
     * @throws IOException if no image with a lesion can be measured, or a row is for other images
     */
    public static DetectionStudy run(
            DetectionData data,
            List<LesionFile> files,
            List<DetectionRow> rows,
            Optional<DetectionNoise> noise,
            boolean rivals,
            Runnable step)
            throws IOException {
        Map<String, List<Seen>> seen = new LinkedHashMap<>();
        List<BoxRival> boxes = rivals ? BoxRival.of(data) : List.of();
        Map<String, DetectionSample> samples = new LinkedHashMap<>();
        int lesions = 0;
        for (LesionFile file : files) {
            Optional<DetectionImage> read = data.read(file);
            if (read.isPresent()) {
                DetectionImage image = read.get();
                try {
                    Slice noisy = noise.isPresent() ? noise.get().on(image) : image.clean();
                    DetectionSample sample = sample(image, noisy, rows, boxes, seen);
                    DetectionSample.keep(samples, sample);
                    lesions += image.boxes().size();
                } catch (UnfitImageException unfit) {
                    data.leaveOut(file, String.valueOf(unfit.getMessage()));
                }
            }
            step.run();
        }
        if (lesions == 0) {
            throw new ImageFormatException(
                    "no image with a lesion could be measured; what was left out, and why, stands above");
        }
        return new DetectionStudy(seen, List.copyOf(samples.values()));
    }

    private static DetectionSample sample(
            DetectionImage image,
            Slice noisy,
            List<DetectionRow> rows,
            List<BoxRival> rivals,
            Map<String, List<Seen>> seen)
            throws IOException {
        IdentityHashMap<BenchMethod, Slice> denoised = new IdentityHashMap<>();
        Map<String, DetectionSample.Look> looks = new LinkedHashMap<>();
        for (DetectionRow row : rows) {
            requireUnit(row, image);
            Slice looked = switch (row.images()) {
                case CLEAN -> image.clean();
                case NOISY -> noisy;
                case DENOISED ->
                    denoised.computeIfAbsent(
                            row.denoiser().orElseThrow(),
                            method -> method.denoiser(method.fixed(), image.range())
                                    .denoise(noisy));
            };
            List<Detection> found = row.detector().detect(looked, image.range());
            seen.computeIfAbsent(row.name(), none -> new ArrayList<>()).add(Seen.of(image, looked, found));
            looks.put(row.name(), new DetectionSample.Look(looked, found));
        }
        for (BoxRival rival : rivals) {
            seen.computeIfAbsent(rival.name(), none -> new ArrayList<>()).add(Seen.of(image, rival.on(image.clean())));
        }
        return new DetectionSample(image, looks);
    }

    private static void requireUnit(DetectionRow row, DetectionImage image) throws IOException {
        ModelInput input = row.detector().model().input();
        boolean fits = input.range().isEmpty() || input.unit() == image.clean().unit();
        if (!fits
                || row.denoiser().filter(method -> !method.takes(image.clean())).isPresent()) {
            throw new ImageFormatException("row '" + row.name() + "' is for other images than " + image.name()
                    + ", which is in " + image.clean().unit().symbol()
                    + "; for NIfTI or TIFF of CT say --modality ct");
        }
    }
}
