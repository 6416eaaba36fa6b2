package dev.limpid.lesion.annotation;

import dev.limpid.image.Box;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.training.DataFolder;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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

    private static final int SHOWN = 12;

    private final Consumer<String> messages;
    private final List<LeftOut> unusable = new ArrayList<>();

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
            requireNoSubset(root, subsets);
            return deepLesion(root);
        }
        if (Files.exists(root.resolve("stage_2_train_labels.csv"))) {
            requireNoSubset(root, subsets);
            return rsna(root);
        }
        List<Path> readings = Files.exists(root.resolve("splits.json")) ? List.of() : readings(root);
        if (readings.isEmpty()) {
            return beside(images(root), subsets);
        }
        requireNoSubset(root, subsets);
        return lidc(root, readings);
    }

    /** All images that were left out, with the reason. */
    public List<LeftOut> unusable() {
        return List.copyOf(unusable);
    }

    private static void requireNoSubset(Path root, List<String> subsets) throws ImageFormatException {
        if (!subsets.isEmpty()) {
            throw new ImageFormatException(root + " is a public collection as downloaded, which has no subset '"
                    + subsets.get(0) + "'; leave out --subset");
        }
    }

    /** The folder without what is said about its images, which is nobody's patient. */
    private static DataFolder images(Path root) throws IOException {
        return DataFolder.open(root, file -> !isAnnotation(file));
    }

    /**
     * All images of a folder as if they had no lesion, for nodules to be put in; annotations are not read.
     *
     * @param subsets of a {@code splits.json}; all when empty
     */
    public List<LesionFile> withoutLesions(Path root, List<String> subsets) throws IOException {
        DataFolder folder = images(root);
        List<LesionFile> files = new ArrayList<>();
        for (String subset : subsets.isEmpty() ? folder.subsets() : subsets) {
            for (Split split : Split.values()) {
                folder.entries(subset, split).stream()
                        .filter(entry -> !isAnnotation(entry.file()))
                        .forEach(entry -> files.add(new LesionFile(entry, List.of())));
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
            DataFolder.Entry entry = new DataFolder.Entry(file, "DeepLesion", slice.patient(), slice.split());
            if (Files.exists(file)) {
                files.add(new LesionFile(entry, slice.boxes(), Optional.of(DEEP_LESION), slice.spacing()));
            } else {
                missing.merge(slice.patient(), 1, Integer::sum);
                unusable.add(new LeftOut(entry, LeftOut.Why.MISSING));
            }
        });
        sayMissing(messages, "slices that DL_info.csv names are not there", missing);
        return required(files, root.resolve("DL_info.csv"));
    }

    private List<LesionFile> rsna(Path root) throws IOException {
        List<LesionFile> files = new ArrayList<>();
        Map<String, Integer> missing = new TreeMap<>();
        RsnaLabels labels = RsnaLabels.read(root.resolve("stage_2_train_labels.csv"));
        labels.broken().forEach((patient, why) -> {
            messages.accept(rsna(root, patient).file() + " is left out: " + why);
            unusable.add(new LeftOut(rsna(root, patient), LeftOut.Why.BROKEN));
        });
        labels.boxes().forEach((patient, boxes) -> {
            DataFolder.Entry entry = rsna(root, patient);
            if (Files.exists(entry.file())) {
                files.add(new LesionFile(entry, boxes));
            } else {
                missing.merge(patient, 1, Integer::sum);
                unusable.add(new LeftOut(entry, LeftOut.Why.MISSING));
            }
        });
        sayMissing(messages, "images that stage_2_train_labels.csv names are not there", missing);
        return required(files, root.resolve("stage_2_train_labels.csv"));
    }

    private static DataFolder.Entry rsna(Path root, String patient) {
        Path file = root.resolve("stage_2_train_images").resolve(patient + ".dcm");
        return new DataFolder.Entry(file, "RSNA", patient, split(patient));
    }

    private static List<Path> readings(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
                    .sorted()
                    .toList();
        }
    }

    private List<LesionFile> lidc(Path root, List<Path> readings) throws IOException {
        return required(new LidcFolders(messages, LesionFolder::split, unusable::add).open(readings), root);
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
                        boxes.ifPresent(known -> files.add(new LesionFile(entry, known)));
                        if (boxes.isEmpty()) {
                            unknown.merge(entry.patient(), 1, Integer::sum);
                            unusable.add(new LeftOut(entry, LeftOut.Why.UNKNOWN));
                        }
                        beside.names(entry.file())
                                .forEach(name ->
                                        lists.put(String.valueOf(entry.file().resolveSibling(name)), name));
                    } catch (IOException wrong) {
                        messages.accept(entry.file() + " is left out: " + wrong.getMessage());
                        broken.merge(entry.patient(), 1, Integer::sum);
                        unusable.add(new LeftOut(entry, LeftOut.Why.BROKEN));
                    }
                }
            }
        }
        sayMissing(messages, "images are left out for the reasons above", broken);
        sayMissing(messages, "images are not annotated and left out", unknown);
        List<String> strangers = lists.entrySet().stream()
                .filter(listed -> !Files.exists(Path.of(listed.getKey())))
                .map(Map.Entry::getValue)
                .toList();
        if (!strangers.isEmpty()) {
            messages.accept(strangers.size() + " of the " + lists.size()
                    + " images that the lists of boxes name are not there: " + some(strangers));
        }
        return required(files, folder.root());
    }

    private static boolean isAnnotation(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") || name.endsWith(".mask.png") || name.endsWith(".csv") || name.endsWith(".xml");
    }

    static void sayMissing(Consumer<String> messages, String what, Map<String, Integer> byPatient) {
        if (!byPatient.isEmpty()) {
            int count = byPatient.values().stream().mapToInt(Integer::intValue).sum();
            messages.accept(count + " " + what + ": of " + byPatient.size() + " patients, " + some(byPatient.keySet()));
        }
    }

    private static String some(Collection<String> names) {
        return String.join(", ", names.stream().limit(SHOWN).toList()) + (names.size() > SHOWN ? ", ..." : "");
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
