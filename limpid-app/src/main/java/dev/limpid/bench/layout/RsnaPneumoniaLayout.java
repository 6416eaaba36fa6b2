package dev.limpid.bench.layout;

import dev.limpid.image.Modality;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The RSNA Pneumonia Detection Challenge as downloaded: {@code stage_2_train_images/*.dcm} beside {@code
 * stage_2_detailed_class_info.csv} or {@code stage_2_train_labels.csv}. The challenge has no patient but the file: its
 * {@code patientId} is the file's name, so images of one person under two names cannot be told.
 */
final class RsnaPneumoniaLayout implements StudyLayout {
    private static final String IMAGES = "stage_2_train_images";
    private static final String TEST_IMAGES = "stage_2_test_images";
    private static final String CLASSES = "stage_2_detailed_class_info.csv";
    private static final String LABELS = "stage_2_train_labels.csv";
    private static final String SUBSET = "RSNA";

    @Override
    public String name() {
        return "rsna";
    }

    @Override
    public String summary() {
        return "RSNA Pneumonia Detection Challenge as downloaded: stage_2_train_images/*.dcm and its csv files";
    }

    @Override
    public Modality modality() {
        return Modality.XRAY;
    }

    @Override
    public boolean recognises(Path root) {
        return Files.isDirectory(root.resolve(IMAGES));
    }

    @Override
    public Listing list(Path root) throws IOException {
        Map<String, String> findings = findings(root);
        List<StudyFile> files = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Path file :
                Files.isDirectory(root.resolve(IMAGES)) ? Walk.children(root.resolve(IMAGES)) : List.<Path>of()) {
            String name = Walk.nameOf(file);
            if (!name.toLowerCase(Locale.ROOT).endsWith(".dcm")) {
                leftOut.merge("not DICOM by name", 1, Integer::sum);
                continue;
            }
            String patient = name.substring(0, name.length() - 4);
            files.add(new StudyFile(
                    file,
                    StudyFile.nameOf(root, file),
                    SUBSET,
                    patient,
                    Optional.empty(),
                    Optional.ofNullable(findings.get(patient))));
        }
        if (Files.isDirectory(root.resolve(TEST_IMAGES))) {
            leftOut.put(
                    "of " + TEST_IMAGES + ", which have no labels",
                    Walk.children(root.resolve(TEST_IMAGES)).size());
        }
        return new Listing(files, leftOut);
    }

    /** Class by patient: the detailed one of three, else whether there is a box. */
    private static Map<String, String> findings(Path root) throws IOException {
        Map<String, String> findings = new HashMap<>();
        if (Files.exists(root.resolve(CLASSES))) {
            for (String[] row : rows(root.resolve(CLASSES))) {
                findings.put(row[0], row[row.length - 1]);
            }
        } else if (Files.exists(root.resolve(LABELS))) {
            for (String[] row : rows(root.resolve(LABELS))) {
                findings.put(row[0], row[row.length - 1].equals("1") ? "Lung Opacity" : "no Lung Opacity");
            }
        }
        return findings;
    }

    /** The rows below the head of a table without quotes. */
    private static List<String[]> rows(Path file) throws IOException {
        List<String[]> rows = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    rows.add(line.strip().split(",", -1));
                }
            }
        }
        return rows;
    }
}
