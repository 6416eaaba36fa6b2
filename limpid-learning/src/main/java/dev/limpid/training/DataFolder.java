package dev.limpid.training;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * A folder of images and how its patients are split.
 *
 * <p>With a {@code splits.json} ({@code {subset: {train: [paths], val: [...], test: [...]}, patients: {subset: {patient:
 * split}}}}, paths relative to the folder) that is followed. Without one, the folder is one subset named {@code all};
 * each folder directly below it is a patient (each file, when it holds only files), and a tenth of the patients, at
 * least one, chosen by a checksum of their names, validate.
 */
public final class DataFolder {
    /** Which part of the patients. */
    public enum Split {
        TRAIN,
        VAL,
        TEST
    }

    /** One image file. */
    public record Entry(Path file, String subset, String patient, Split split) {}

    private final Path root;
    private final List<Entry> entries;

    private DataFolder(Path root, List<Entry> entries) {
        this.root = root;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the list of images, not the images.
     *
     * @throws IOException if the folder is missing or its {@code splits.json} is not of the form above
     */
    public static DataFolder open(Path root) throws IOException {
        return open(root, file -> true);
    }

    /**
     * The same, where some files of a folder without a {@code splits.json} are not images, such as labels.
     *
     * @param images which files count
     */
    public static DataFolder open(Path root, Predicate<Path> images) throws IOException {
        if (!Files.isDirectory(root)) {
            throw new ImageFormatException(root + " is not a folder of training images");
        }
        Path splits = root.resolve("splits.json");
        return new DataFolder(root, Files.exists(splits) ? listed(root, splits) : walked(root, images));
    }

    public Path root() {
        return root;
    }

    /** Names of the subsets, sorted. */
    public List<String> subsets() {
        return entries.stream().map(Entry::subset).distinct().sorted().toList();
    }

    /** The images of a subset and split, in the list's order. */
    public List<Entry> entries(String subset, Split split) {
        return entries.stream()
                .filter(entry -> entry.subset().equals(subset) && entry.split() == split)
                .toList();
    }

    /**
     * The same folder without some patients.
     *
     * @throws IllegalArgumentException if there is no patient of such a name, which would silently exclude nobody
     */
    public DataFolder without(List<String> patients) {
        for (String patient : patients) {
            if (entries.stream().noneMatch(entry -> entry.patient().equals(patient))) {
                throw new IllegalArgumentException("the patient '" + patient + "' to be excluded is not in " + root);
            }
        }
        return new DataFolder(
                root,
                entries.stream()
                        .filter(entry -> !patients.contains(entry.patient()))
                        .toList());
    }

    private static List<Entry> listed(Path root, Path splits) throws IOException {
        List<Entry> entries = new ArrayList<>();
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readString(splits));
            JsonNode patients = json.path("patients");
            for (Map.Entry<String, JsonNode> subset : json.properties()) {
                if (subset.getKey().equals("patients")) {
                    continue;
                }
                List<String> names =
                        patients.path(subset.getKey()).propertyNames().stream().toList();
                for (Split split : Split.values()) {
                    String key = split.name().toLowerCase(Locale.ROOT);
                    for (JsonNode path : subset.getValue().path(key)) {
                        String text = path.asString();
                        entries.add(new Entry(root.resolve(text), subset.getKey(), patientOf(text, names), split));
                    }
                }
            }
        } catch (JacksonException malformed) {
            throw new ImageFormatException(splits + " is not a list of splits: " + malformed.getOriginalMessage());
        }
        return entries;
    }

    /** The patient whose name is a folder of the path or starts its file name; else the path itself. */
    private static String patientOf(String path, List<String> patients) {
        List<String> parts = List.of(path.split("/"));
        String file = parts.get(parts.size() - 1);
        // The longest: a file P10_3.dcm is of patient P10, also where there is a patient P1.
        return patients.stream()
                .filter(parts::contains)
                .findFirst()
                .or(() -> patients.stream().filter(file::startsWith).max(Comparator.comparingInt(String::length)))
                .orElse(path);
    }

    private static List<Entry> walked(Path root, Predicate<Path> images) throws IOException {
        Map<String, List<Path>> byPatient = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith(".") && images.test(file))
                    .sorted()
                    .forEach(file -> byPatient
                            .computeIfAbsent(root.relativize(file).getName(0).toString(), name -> new ArrayList<>())
                            .add(file));
        }
        List<String> patients = new ArrayList<>(byPatient.keySet());
        patients.sort(Comparator.comparingLong(DataFolder::checksum).thenComparing(Comparator.naturalOrder()));
        Set<String> validating =
                patients.size() < 2 ? Set.of() : Set.copyOf(patients.subList(0, (patients.size() + 9) / 10));
        List<Entry> entries = new ArrayList<>();
        byPatient.forEach((patient, files) -> {
            Split split = validating.contains(patient) ? Split.VAL : Split.TRAIN;
            files.forEach(file -> entries.add(new Entry(file, "all", patient, split)));
        });
        return entries;
    }

    private static long checksum(String text) {
        CRC32 checksum = new CRC32();
        checksum.update(text.getBytes(StandardCharsets.UTF_8));
        return checksum.getValue();
    }

    /**
     * What identifies the images of some subsets, for {@code run.json} and for resuming: SHA-256 over relative path and
     * size of each file, in order. Contents are not read.
     */
    public String fingerprint(List<String> names) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Entry entry : entries) {
                if (names.contains(entry.subset())) {
                    long size = Files.exists(entry.file()) ? Files.size(entry.file()) : -1;
                    String line = root.relativize(entry.file()) + "\t" + entry.split() + "\t" + size + "\n";
                    digest.update(line.getBytes(StandardCharsets.UTF_8));
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
