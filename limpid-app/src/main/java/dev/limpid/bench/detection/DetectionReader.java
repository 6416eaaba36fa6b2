package dev.limpid.bench.detection;

import dev.limpid.batch.Problem;
import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.lesion.annotation.LesionFile;
import dev.limpid.lesion.nodule.NoduleInsertion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/** Reads a file of known lesions in its own size, with what the collection says of it and, if asked for, nodules put in. */
final class DetectionReader {
    private final Path root;
    private final DetectionData.Request request;
    private final Optional<NoduleInsertion> nodules;

    /** @param root the folder below which files have their names */
    DetectionReader(Path root, DetectionData.Request request) {
        this.root = root;
        this.request = request;
        this.nodules = request.nodules().map(NoduleInsertion::new);
    }

    /**
     * An image with its boxes.
     *
     * @throws IOException if it cannot be used
     * @throws IllegalArgumentException likewise
     */
    DetectionImage read(LesionFile file) throws IOException {
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
            return nodules.isPresent() ? withNodules(image, nodules.get()) : image;
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
