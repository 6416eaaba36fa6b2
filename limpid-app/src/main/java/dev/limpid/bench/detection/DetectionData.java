package dev.limpid.bench.detection;

import dev.limpid.batch.Problem;
import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.lesion.annotation.LeftOut;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.annotation.LesionFolder;
import dev.limpid.lesion.nodule.NoduleInsertion;
import dev.limpid.lesion.nodule.NoduleMix;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * The images of a folder with lesions, read one by one in their own size. What cannot be used is named and counted by its patient;
 * nothing is left out silently.
 */
public final class DetectionData {
    private final Path root;
    private final List<LesionFile> files;
    private final Request request;
    private final Optional<NoduleInsertion> nodules;
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
        this.nodules = request.nodules().map(NoduleInsertion::new);
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
        return nodules.isPresent()
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

    /** Names an image that cannot be used, and counts it. */
    void leaveOut(LesionFile file, String why) {
        messages.accept(Problem.show(file.entry().file()) + " is left out: " + why);
        if (file.entry().split() == request.split()) {
            leftOut.merge(file.entry().patient(), 1, Integer::sum);
            faults = true;
        }
    }

    /** An image with its boxes; empty, named and counted, where it cannot be used. */
    Optional<DetectionImage> read(LesionFile file) {
        try (StoredImage stored = ImageFormats.open(file.entry().file(), request.modality())) {
            if (stored.frames() > 1) {
                throw new ImageFormatException("boxes are of one plane, and this file has " + stored.frames());
            }
            Slice slice = completed(stored.frame(0), file);
            for (Box box : file.boxes()) {
                if (!box.within(slice.rows(), slice.columns())) {
                    throw new ImageFormatException("the box " + box + " does not lie in the image of " + slice.rows()
                            + " x " + slice.columns() + " pixels");
                }
            }
            IntensityRange range = file.range().isPresent()
                    ? IntensityRange.CT
                    : stored.range()
                            .or(request::range)
                            .orElseThrow(() -> new ImageFormatException(
                                    "does not say its intensity range; give one by --range LOW:HIGH"));
            DetectionImage image = new DetectionImage(
                    file.entry().patient(),
                    Problem.show(nameOf(root, file.entry().file())),
                    slice,
                    range,
                    file.boxes(),
                    stored.modality(),
                    stored.orientation());
            return Optional.of(nodules.isPresent() ? withNodules(image, nodules.get()) : image);
        } catch (IOException | IllegalArgumentException unusable) {
            leaveOut(file, Problem.describe(unusable));
            return Optional.empty();
        }
    }

    /**
     * A file's path below a folder, with {@code /} between the parts, wherever one looks from: it names the image, and its noise is
     * drawn by it.
     */
    static String nameOf(Path root, Path file) {
        Path folder = root.toAbsolutePath().normalize();
        return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    /** What the collection says and the file does not: its numbers as HU, and the distance of its pixels. */
    private static Slice completed(Slice slice, LesionFile file) {
        Slice.Builder complete = slice.like();
        if (file.range().isPresent()) {
            complete = Slice.builder(slice.rows(), slice.columns(), Unit.HOUNSFIELD);
            float[] pixels = slice.toArray();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = IntensityRange.CT.denormalise(file.range().get().normalise(pixels[i]));
            }
            complete.rows(0, slice.rows(), pixels);
        } else {
            complete.rows(0, slice.rows(), slice.toArray());
        }
        slice.spacing().or(file::spacing).ifPresent(complete::spacing);
        return complete.build();
    }

    private DetectionImage withNodules(DetectionImage image, NoduleInsertion insertion) throws ImageFormatException {
        if (image.clean().unit() != Unit.HOUNSFIELD || image.clean().spacing().isEmpty()) {
            throw new ImageFormatException("nodules are put into CT in HU that says its pixel spacing");
        }
        NoduleInsertion.Result result =
                insertion.insert(image.clean(), new PixelRandom(request.seed(), checksum(image.name())));
        List<Box> boxes = new ArrayList<>(image.boxes());
        result.nodules().forEach(nodule -> boxes.add(nodule.box()));
        return new DetectionImage(
                image.patient(),
                image.name(),
                result.slice(),
                image.range(),
                boxes,
                image.modality(),
                image.orientation());
    }

    /** An image's own stream of random numbers, by its name. */
    static long seed(long seed, String name) {
        return seed * 0x1_0000_0000L + checksum(name);
    }

    private static long checksum(String name) {
        CRC32 checksum = new CRC32();
        checksum.update(name.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }
}
