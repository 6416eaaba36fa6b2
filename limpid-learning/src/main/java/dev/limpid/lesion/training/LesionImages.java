package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Unit;
import dev.limpid.lesion.DetectorArchitecture;
import dev.limpid.lesion.FittedPlane;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.model.ModelInput;
import dev.limpid.training.DataFolder.Split;
import dev.limpid.training.ImageLoader;
import dev.limpid.training.TrainingImage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Images with their boxes in memory, made smaller where a run sees less. What cannot be used is named and counted. The memory
 * that all splits take together, with what a validation keeps beside them, is counted while they are loaded.
 */
final class LesionImages {
    /** Part of Java's memory that pixels may take: noise, and what Java needs beside them, must have room. */
    private static final double MOST_OF_MEMORY = 0.6;

    private final ModelInput input;
    private final int edge;
    private final boolean forNodules;
    private final Consumer<String> messages;
    private final long memory;
    private long held;

    /** @param forNodules whether nodules are to be put into the images, which must then be CT with spacing */
    LesionImages(ModelInput input, int edge, boolean forNodules, Consumer<String> messages) {
        this(input, edge, forNodules, messages, Runtime.getRuntime().maxMemory());
    }

    /** @param memory of Java, in bytes */
    LesionImages(ModelInput input, int edge, boolean forNodules, Consumer<String> messages, long memory) {
        this.input = input;
        this.edge = edge;
        this.forNodules = forNodules;
        this.messages = messages;
        this.memory = memory;
    }

    /**
     * The images of a split.
     *
     * @param most so many at most; the seed chooses among more
     * @throws ImageFormatException if they do not fit in memory
     */
    List<LesionImage> load(List<LesionFile> all, Split split, int most, long seed) throws ImageFormatException {
        List<LesionFile> ofSplit =
                all.stream().filter(file -> file.entry().split() == split).toList();
        List<LesionFile> files = LesionChoice.of(ofSplit, most, seed);
        if (files.size() < ofSplit.size()) {
            messages.accept("of " + ofSplit.size() + " " + name(split) + " images " + files.size()
                    + " are taken, which --images allows");
        }
        List<LesionImage> images = new ArrayList<>();
        Map<String, Integer> lost = new TreeMap<>();
        int shrunk = 0;
        for (LesionFile file : files) {
            int before = images.size();
            Optional<TrainingImage> whole = load(file);
            whole.ifPresent(image -> images.add(fitted(image, file.boxes())));
            shrunk += whole.filter(image -> Math.max(image.rows(), image.columns()) > edge)
                            .isPresent()
                    ? 1
                    : 0;
            held += whole.isEmpty() ? 0 : bytes(images.get(before));
            requireRoom(held, images.size() + " of " + files.size() + " " + name(split) + " images");
            if (images.size() == before) {
                lost.merge(file.entry().patient(), 1, Integer::sum);
            }
        }
        if (!lost.isEmpty()) {
            messages.accept(lost.values().stream().mapToInt(Integer::intValue).sum()
                    + " images were left out, of the patients " + String.join(", ", lost.keySet()));
        }
        if (shrunk > 0) {
            messages.accept(shrunk + " of the " + images.size() + " images were made smaller, to " + edge
                    + " pixels: noise is learnt at that size, not at their own" + (isEdgeChosen() ? " (--edge)" : ""));
        }
        return images;
    }

    /**
     * Counts what a validation makes of its images and keeps: each with noise, and where nodules are put in,
     * what they were put into once more for each look. With nodules an image is looked at several times where there are few.
     *
     * @param images of which it takes some
     * @param most so many at most
     * @param noisy whether there is noise
     * @throws ImageFormatException if that does not fit in memory beside what was loaded
     */
    void requireRoomForLooks(List<LesionImage> images, int most, boolean noisy) throws ImageFormatException {
        int looks = noisy ? 2 : 1;
        int copies = looks - 1 + (forNodules ? looks : 0);
        List<Long> sizes = images.stream()
                .map(LesionImages::bytes)
                .sorted(Comparator.reverseOrder())
                .toList();
        for (int i = 0; i < DetectorValidation.looks(sizes.size(), most, forNodules); i++) {
            held += copies * sizes.get(i % sizes.size());
        }
        requireRoom(held, "all images and what the validation makes of its own");
    }

    private static String name(Split split) {
        return split == Split.TRAIN ? "training" : "validation";
    }

    private static long bytes(LesionImage image) {
        return 4L * image.image().pixels().length;
    }

    /** Whether another edge would make images smaller: one beside which a denoiser learns does not. */
    private boolean isEdgeChosen() {
        return edge < DetectorArchitecture.MOST_EDGE;
    }

    /** Told while there is still memory to tell it with. */
    void requireRoom(long bytes, String what) throws ImageFormatException {
        if (bytes > MOST_OF_MEMORY * memory) {
            throw new ImageFormatException(String.format(
                    Locale.ROOT,
                    "with %s, %d of the %d MiB that Java has are full; hold fewer by --images%s, or give Java more"
                            + " memory (-Xmx)",
                    what,
                    bytes >> 20,
                    memory >> 20,
                    isEdgeChosen() ? ", make them smaller by --edge" : ""));
        }
    }

    private Optional<TrainingImage> load(LesionFile file) {
        List<TrainingImage> frames = new ImageLoader(inputOf(file), messages).load(List.of(file.entry()));
        if (frames.isEmpty()) {
            return Optional.empty(); // Named by the loader.
        }
        if (frames.size() > 1) {
            messages.accept(file.entry().file() + ": boxes are of one plane, and this file has " + frames.size());
            return Optional.empty();
        }
        TrainingImage image = completed(file, frames.get(0));
        if (forNodules && (image.unit() != Unit.HOUNSFIELD || image.spacing().isEmpty())) {
            messages.accept(file.entry().file()
                    + ": nodules are put into CT in HU that says its pixel spacing; the image is left out");
            return Optional.empty();
        }
        for (Box box : file.boxes()) {
            if (!box.within(image.rows(), image.columns())) {
                messages.accept(file.entry().file() + ": the box " + box + " does not lie in the image of "
                        + image.rows() + " x " + image.columns() + " pixels; the image is left out");
                return Optional.empty();
            }
        }
        return Optional.of(image);
    }

    private ModelInput inputOf(LesionFile file) {
        return file.range().isEmpty()
                ? input
                : new ModelInput(input.modality(), file.range(), Unit.ARBITRARY, input.margin());
    }

    /** What the collection says and the file does not: numbers stored with an offset are HU once they are normalised. */
    private static TrainingImage completed(LesionFile file, TrainingImage image) {
        return new TrainingImage(
                image.patient(),
                image.subset(),
                image.name(),
                image.rows(),
                image.columns(),
                image.pixels(),
                file.range().isEmpty() ? image.unit() : Unit.HOUNSFIELD,
                file.range().isEmpty() ? image.range() : IntensityRange.CT,
                image.spacing().or(file::spacing));
    }

    private LesionImage fitted(TrainingImage image, List<Box> boxes) {
        FittedPlane plane = new FittedPlane(image.rows(), image.columns(), image.pixels()).shrunk(edge);
        double across = (double) plane.columns() / image.columns();
        double down = (double) plane.rows() / image.rows();
        Optional<PixelSpacing> spacing =
                image.spacing().map(mm -> new PixelSpacing(mm.rowMm() / down, mm.columnMm() / across));
        return new LesionImage(
                new TrainingImage(
                        image.patient(),
                        image.subset(),
                        image.name(),
                        plane.rows(),
                        plane.columns(),
                        plane.pixels(),
                        image.unit(),
                        image.range(),
                        spacing),
                boxes.stream().map(box -> box.scaled(across, down)).toList());
    }
}
