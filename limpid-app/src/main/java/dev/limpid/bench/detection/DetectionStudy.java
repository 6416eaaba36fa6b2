package dev.limpid.bench.detection;

import dev.limpid.batch.Problem;
import dev.limpid.bench.BenchMethod;
import dev.limpid.image.Detection;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.lesion.annotation.LesionFile;
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
     * Measures. An image that fails one row is left out of all: rows stay on the same images.
     *
     * @param noise of the rows that are not clean; none when empty
     * @param rivals boxes that look at no image
     * @param step runs after each file
     * @throws IOException if no image with a lesion can be measured
     */
    public static DetectionStudy run(
            DetectionData data,
            List<LesionFile> files,
            List<DetectionRow> rows,
            Optional<DetectionNoise> noise,
            List<BoxRival> rivals,
            Runnable step)
            throws IOException {
        Map<String, List<Seen>> seen = new LinkedHashMap<>();
        rows.forEach(row -> seen.put(row.name(), new ArrayList<>()));
        rivals.forEach(rival -> seen.put(rival.name(), new ArrayList<>()));
        Map<String, DetectionSample> samples = new LinkedHashMap<>();
        int lesions = 0;
        for (LesionFile file : files) {
            Optional<DetectionImage> read = data.read(file);
            if (read.isPresent()) {
                try {
                    Measured measured = measured(read.get(), rows, noise, rivals);
                    measured.seen().forEach((row, one) -> seen.computeIfPresent(row, (name, all) -> with(all, one)));
                    DetectionSample.keep(samples, measured.sample());
                    lesions += read.get().boxes().size();
                } catch (UnmeasuredException unmeasured) {
                    data.leaveOut(file, String.valueOf(unmeasured.getMessage()));
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

    private static List<Seen> with(List<Seen> all, Seen one) {
        all.add(one);
        return all;
    }

    /** What all rows made of one image. */
    private record Measured(Map<String, Seen> seen, DetectionSample sample) {}

    /** One image cannot be measured; the message says by which row, and why. */
    private static final class UnmeasuredException extends Exception {
        private static final long serialVersionUID = 1;

        UnmeasuredException(String where, Exception why) {
            super(where + Problem.describe(why), why);
        }
    }

    private static Measured measured(
            DetectionImage image, List<DetectionRow> rows, Optional<DetectionNoise> noise, List<BoxRival> rivals)
            throws UnmeasuredException {
        for (DetectionRow row : rows) {
            requireUnit(row, image);
        }
        Slice noisy = noisy(image, noise);
        IdentityHashMap<BenchMethod, Slice> denoised = new IdentityHashMap<>();
        Map<String, Seen> seen = new LinkedHashMap<>();
        Map<String, DetectionSample.Look> looks = new LinkedHashMap<>();
        for (DetectionRow row : rows) {
            try {
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
                seen.put(row.name(), Seen.of(image, looked, found));
                looks.put(row.name(), new DetectionSample.Look(looked, found));
            } catch (RuntimeException failed) {
                throw new UnmeasuredException("row '" + row.name() + "': ", failed);
            }
        }
        for (BoxRival rival : rivals) {
            seen.put(rival.name(), Seen.of(image, rival.on(image.clean())));
        }
        return new Measured(seen, new DetectionSample(image, looks));
    }

    private static Slice noisy(DetectionImage image, Optional<DetectionNoise> noise) throws UnmeasuredException {
        try {
            return noise.isPresent() ? noise.get().on(image) : image.clean();
        } catch (RuntimeException unfit) {
            throw new UnmeasuredException("", unfit);
        }
    }

    private static void requireUnit(DetectionRow row, DetectionImage image) throws UnmeasuredException {
        Unit unit = image.clean().unit();
        boolean fits = row.detector().unit().map(own -> own == unit).orElse(true);
        if (!fits
                || row.denoiser().filter(method -> !method.takes(image.clean())).isPresent()) {
            throw new UnmeasuredException(
                    "row '" + row.name() + "' ",
                    new IllegalArgumentException((fits ? "has a denoiser" : "has a detector")
                            + " for other images than this one, which is in "
                            + unit.symbol()
                            + (unit == Unit.HOUNSFIELD ? "" : "; for NIfTI or TIFF of CT say --modality ct")));
        }
    }
}
