package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A folder of images with annotated lesions, of one of four forms: DeepLesion ({@code DL_info.csv} beside {@code Images_png}), the
 * RSNA challenge ({@code stage_2_train_labels.csv} beside {@code stage_2_train_images}), LIDC-IDRI (DICOM with XML files in the
 * same folders), or any {@link DataFolder} with lists or masks {@link BesideImage beside the images}. What is left out is said.
 */
public final class LesionFolder {
    /** DeepLesion stores HU + 32768. */
    private static final IntensityRange DEEP_LESION = new IntensityRange(31768, 33768);

    private static final int LUNA_READERS = 3;

    private final Consumer<String> messages;

    /** @param messages hears, line by line, what is left out and why */
    public LesionFolder(Consumer<String> messages) {
        this.messages = messages;
    }

    /**
     * Files of known lesions.
     *
     * @param subsets of a {@code splits.json}; all when empty
     * @throws IOException if the folder or its labels cannot be read, or the labels are of other images
     */
    public List<LesionFile> open(Path root, List<String> subsets) throws IOException {
        if (Files.exists(root.resolve("DL_info.csv"))) {
            return deepLesion(root);
        }
        if (Files.exists(root.resolve("stage_2_train_labels.csv"))) {
            return rsna(root);
        }
        List<Path> readings = Files.exists(root.resolve("splits.json")) ? List.of() : readings(root);
        return readings.isEmpty() ? beside(DataFolder.open(root), subsets) : lidc(root, readings);
    }

    /**
     * All images of a folder as if they had no lesion, for nodules to be put in; annotations are not read.
     *
     * @param subsets of a {@code splits.json}; all when empty
     */
    public List<LesionFile> withoutLesions(Path root, List<String> subsets) throws IOException {
        DataFolder folder = DataFolder.open(root);
        List<LesionFile> files = new ArrayList<>();
        for (String subset : subsets.isEmpty() ? folder.subsets() : subsets) {
            for (Split split : Split.values()) {
                folder.entries(subset, split).stream()
                        .filter(entry -> !isAnnotation(entry.file()))
                        .forEach(entry -> files.add(new LesionFile(entry, List.of(), Optional.empty())));
            }
        }
        return files;
    }

    private List<LesionFile> deepLesion(Path root) throws IOException {
        List<LesionFile> files = new ArrayList<>();
        Map<String, Integer> missing = new TreeMap<>();
        DeepLesionLabels.read(root.resolve("DL_info.csv")).forEach((name, slice) -> {
            int cut = name.lastIndexOf('_');
            Path file = cut < 0
                    ? root.resolve("Images_png").resolve(name)
                    : root.resolve("Images_png").resolve(name.substring(0, cut)).resolve(name.substring(cut + 1));
            if (Files.exists(file)) {
                DataFolder.Entry entry = new DataFolder.Entry(file, "DeepLesion", slice.patient(), slice.split());
                files.add(new LesionFile(entry, slice.boxes(), Optional.of(DEEP_LESION)));
            } else {
                missing.merge(slice.patient(), 1, Integer::sum);
            }
        });
        sayMissing("slices that DL_info.csv names are not there", missing);
        return required(files, root.resolve("DL_info.csv"));
    }

    private List<LesionFile> rsna(Path root) throws IOException {
        List<LesionFile> files = new ArrayList<>();
        Map<String, Integer> missing = new TreeMap<>();
        RsnaLabels.read(root.resolve("stage_2_train_labels.csv")).forEach((patient, boxes) -> {
            Path file = root.resolve("stage_2_train_images").resolve(patient + ".dcm");
            if (Files.exists(file)) {
                DataFolder.Entry entry = new DataFolder.Entry(file, "RSNA", patient, split(patient));
                files.add(new LesionFile(entry, boxes, Optional.empty()));
            } else {
                missing.merge(patient, 1, Integer::sum);
            }
        });
        sayMissing("images that stage_2_train_labels.csv names are not there", missing);
        return required(files, root.resolve("stage_2_train_labels.csv"));
    }

    private static List<Path> readings(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private List<LesionFile> lidc(Path root, List<Path> readings) throws IOException {
        Map<String, List<Box>> boxes = new HashMap<>();
        Map<String, Path> folders = new TreeMap<>();
        for (Path reading : readings) {
            try {
                boxes.putAll(LidcReading.read(reading, LUNA_READERS));
                Path folder = reading.toAbsolutePath().getParent();
                folders.put(String.valueOf(folder), folder);
            } catch (ImageFormatException otherXml) {
                messages.accept(otherXml.getMessage());
            }
        }
        List<LesionFile> files = new ArrayList<>();
        int known = 0;
        for (Path folder : folders.values()) {
            String patient = root.toAbsolutePath().relativize(folder).getName(0).toString();
            try (Stream<Path> images = Files.list(folder)) {
                for (Path file : images.filter(each -> each.toString().endsWith(".dcm"))
                        .sorted()
                        .toList()) {
                    List<Box> here = boxes.getOrDefault(instance(file), List.of());
                    known += here.isEmpty() ? 0 : 1;
                    DataFolder.Entry entry = new DataFolder.Entry(file, "LIDC-IDRI", patient, split(patient));
                    files.add(new LesionFile(entry, here, Optional.empty()));
                }
            }
        }
        if (known == 0) {
            throw new ImageFormatException(root + ": the XML files name none of its images with a nodule of "
                    + LUNA_READERS + " readers; they are readings of other images");
        }
        return files;
    }

    private String instance(Path file) {
        try (StoredImage image = ImageFormats.open(file)) {
            return image.instanceUid().orElse("");
        } catch (IOException unreadable) {
            return ""; // Named when the images are loaded.
        }
    }

    private List<LesionFile> beside(DataFolder folder, List<String> subsets) throws IOException {
        BesideImage beside = new BesideImage();
        List<LesionFile> files = new ArrayList<>();
        Map<String, Integer> unknown = new TreeMap<>();
        Map<String, Integer> broken = new TreeMap<>();
        Map<String, String> lists = new TreeMap<>();
        for (String subset : subsets.isEmpty() ? folder.subsets() : subsets) {
            for (Split split : Split.values()) {
                for (DataFolder.Entry entry : folder.entries(subset, split)) {
                    if (isAnnotation(entry.file())) {
                        continue;
                    }
                    try {
                        Optional<List<Box>> boxes = beside.of(entry.file());
                        boxes.ifPresentOrElse(
                                known -> files.add(new LesionFile(entry, known, Optional.empty())),
                                () -> unknown.merge(entry.patient(), 1, Integer::sum));
                        beside.names(entry.file())
                                .forEach(name ->
                                        lists.put(String.valueOf(entry.file().resolveSibling(name)), name));
                    } catch (ImageFormatException wrong) {
                        messages.accept(wrong.getMessage() + "; the image is left out");
                        broken.merge(entry.patient(), 1, Integer::sum);
                    }
                }
            }
        }
        sayMissing("images are left out for the reasons above", broken);
        sayMissing("images are not annotated and left out", unknown);
        long strangers = lists.keySet().stream()
                .filter(path -> !Files.exists(Path.of(path)))
                .count();
        if (strangers > 0) {
            messages.accept(
                    strangers + " of the " + lists.size() + " images that the lists of boxes name are not there");
        }
        return required(files, folder.root());
    }

    private static boolean isAnnotation(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") || name.endsWith(".mask.png") || name.endsWith(".csv");
    }

    private void sayMissing(String what, Map<String, Integer> byPatient) {
        if (!byPatient.isEmpty()) {
            int count = byPatient.values().stream().mapToInt(Integer::intValue).sum();
            String names =
                    String.join(", ", byPatient.keySet().stream().limit(12).toList());
            messages.accept(count + " " + what + ": of " + byPatient.size() + " patients, " + names
                    + (byPatient.size() > 12 ? ", ..." : ""));
        }
    }

    private static List<LesionFile> required(List<LesionFile> files, Path labels) throws ImageFormatException {
        if (files.stream().allMatch(file -> file.boxes().isEmpty())) {
            throw new ImageFormatException(
                    labels + ": there is no image with a lesion; are the labels of other images?");
        }
        return files;
    }

    /** By a checksum of the patient's name: a tenth tests, a tenth validates. */
    private static Split split(String patient) {
        CRC32 checksum = new CRC32();
        checksum.update(patient.getBytes(StandardCharsets.UTF_8));
        long tenth = checksum.getValue() % 10;
        return tenth == 0 ? Split.TEST : tenth == 1 ? Split.VAL : Split.TRAIN;
    }
}
