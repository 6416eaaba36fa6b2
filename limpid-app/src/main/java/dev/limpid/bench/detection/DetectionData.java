package dev.limpid.bench.detection;

import dev.limpid.batch.Problem;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.lesion.annotation.LeftOut;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.annotation.LesionFolder;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The images of a folder with lesions, read one by one in their own size. What cannot be used is named and counted by its patient;
 * nothing is left out silently.
 */
public final class DetectionData {
    private final Path root;
    private final List<LesionFile> files;
    private final Request request;
    private final DetectionReader reader;
    private final Consumer<String> messages;
    private final SortedMap<String, Integer> leftOut = new TreeMap<>();
    private List<LesionFile> measured = List.of();
    private boolean faults;

    /**
     * What is read.
     *
     * @param subsets of a {@code splits.json}; all when empty
     * @param split that is measured
     * @param modality of files that do not say theirs
     * @param range what counts as 0 and 1, where the file does not say it
     * @param nodules to be put into CT, in place of annotations
     * @param images of the split at most; the seed chooses whole patients among more
     */
    public record Request(
            List<String> subsets,
            Split split,
            Modality modality,
            Optional<IntensityRange> range,
            Optional<NoduleMix> nodules,
            int images,
            long seed) {
        public Request {
            subsets = List.copyOf(subsets);
            if (images < 1) {
                throw new IllegalArgumentException("--images must be 1 or more, not " + images);
            }
        }
    }

    private DetectionData(Path root, List<LesionFile> files, Request request, Consumer<String> messages) {
        this.root = root;
        this.files = files;
        this.request = request;
        this.reader = new DetectionReader(root, request);
        this.messages = messages;
    }

    /**
     * Reads annotations, not images.
     *
     * @param messages hears, line by line, what is left out and why
     * @throws IOException if the folder or its labels cannot be read, or what is measured of the split has no lesion
     */
    public static DetectionData open(Path root, Request request, Consumer<String> messages) throws IOException {
        LesionFolder folder = new LesionFolder(messages);
        List<LesionFile> files = request.nodules().isPresent()
                ? folder.withoutLesions(root, request.subsets())
                : folder.open(root, request.subsets());
        DetectionData data = new DetectionData(root, files, request, messages);
        data.choose(folder.unusable());
        return data;
    }

    /** Takes whole patients up to the number that was allowed, and counts what was left out of theirs. */
    private void choose(List<LeftOut> unusable) throws ImageFormatException {
        String split = name(request.split()) + " split";
        List<LesionFile> all = of(request.split());
        if (all.isEmpty() || !mayHaveLesions(all)) {
            throw new ImageFormatException(Problem.show(root) + ": the " + split + " has no image"
                    + (all.isEmpty() ? "" : " with a lesion")
                    + "; choose another by --split, or name its patients in a splits.json");
        }
        measured = PatientSample.of(all, request.images(), request.seed());
        boolean some = measured.size() < all.size();
        if (some) {
            messages.accept("of " + all.size() + " images of the " + split + " " + measured.size()
                    + " are measured, of whole patients, which --images allows");
        }
        if (!mayHaveLesions(measured)) {
            throw new ImageFormatException(Problem.show(root) + ": the " + measured.size() + " images of the " + split
                    + " that --images takes have no lesion; raise it, or choose other patients by --seed");
        }
        Set<String> patients =
                measured.stream().map(file -> file.entry().patient()).collect(Collectors.toSet());
        unusable.stream()
                .filter(each -> each.entry().split() == request.split())
                .filter(each -> !some || patients.contains(each.entry().patient()))
                .forEach(each -> {
                    leftOut.merge(each.entry().patient(), 1, Integer::sum);
                    faults |= each.why().isFault();
                });
    }

    private boolean mayHaveLesions(List<LesionFile> some) {
        return request.nodules().isPresent()
                || some.stream().anyMatch(file -> !file.boxes().isEmpty());
    }

    private static String name(Split split) {
        return split == Split.TEST ? "test" : split == Split.VAL ? "validation" : "training";
    }

    private List<LesionFile> of(Split split) {
        return files.stream().filter(file -> file.entry().split() == split).toList();
    }

    /** The files that are measured on: all of the split, or whole patients up to the number that was allowed. */
    public List<LesionFile> measured() {
        return measured;
    }

    /** Training files that have a lesion, or may get one: of no more images than are measured, by the same seed. */
    public List<LesionFile> training() {
        List<LesionFile> ill = of(Split.TRAIN).stream()
                .filter(file -> mayHaveLesions(List.of(file)))
                .toList();
        return PatientSample.of(ill, request.images(), request.seed());
    }

    /** Images of measured patients that could not be used or of which nothing is known, by patient. */
    public SortedMap<String, Integer> leftOut() {
        return new TreeMap<>(leftOut);
    }

    /** Whether something was wrong with any of those: that nothing is known of an image is nothing wrong. */
    public boolean hasFaults() {
        return faults;
    }

    /** Names an image that cannot be used, and counts it if it is one that is measured. */
    void leaveOut(LesionFile file, String why) {
        messages.accept(Problem.show(file.entry().file()) + " is left out: " + why);
        faults = true; // Of a training image, too: the rivals are others without it.
        if (file.entry().split() == request.split()) {
            leftOut.merge(file.entry().patient(), 1, Integer::sum);
        }
    }

    /** An image with its boxes; empty, named and counted, where it cannot be used. */
    Optional<DetectionImage> read(LesionFile file) {
        try {
            return Optional.of(reader.read(file));
        } catch (IOException | IllegalArgumentException unusable) {
            leaveOut(file, Problem.describe(unusable));
            return Optional.empty();
        }
    }
}
