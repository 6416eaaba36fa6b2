package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * LIDC-IDRI as the Cancer Imaging Archive gives it: {@code LIDC-IDRI-0001/STUDY/SERIES/*.dcm}, a folder a patient, at
 * the top or up to two folders below it, and all of them where a download is spread over several. Only CT series count; the radiographs (CR, DX) and the annotations (SEG, SR)
 * that lie beside them do not. A series is what its first readable image is.
 */
final class LidcIdriLayout implements StudyLayout {
    private static final Pattern PATIENT = Pattern.compile("LIDC-IDRI-\\d{4}");
    private static final String SUBSET = "LIDC-IDRI";
    private static final int DEPTH = 3;

    @Override
    public String name() {
        return "lidc-idri";
    }

    @Override
    public String summary() {
        return "LIDC-IDRI as downloaded: LIDC-IDRI-0001/STUDY/SERIES/*.dcm; its CT series";
    }

    @Override
    public Optional<Anatomy> anatomy(String subset) {
        return Optional.of(Anatomy.CHEST);
    }

    @Override
    public boolean recognises(Path root) throws IOException {
        return patientFolder(root).isPresent();
    }

    private static Optional<Path> patientFolder(Path root) throws IOException {
        return Walk.folder(root, DEPTH, LidcIdriLayout::isPatient);
    }

    private static boolean isPatient(Path folder) {
        return PATIENT.matcher(Walk.nameOf(folder)).matches();
    }

    @Override
    public Listing list(Path root) throws IOException {
        List<StudyFile> files = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Path patient : Walk.folders(root, DEPTH, LidcIdriLayout::isPatient)) {
            series(root, patient, patient, files, leftOut);
        }
        return new Listing(files, leftOut);
    }

    private static void series(
            Path root, Path patient, Path folder, List<StudyFile> files, Map<String, Integer> leftOut)
            throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> images = new ArrayList<>();
        for (Path entry : Walk.children(folder)) {
            if (Files.isDirectory(entry)) {
                series(root, patient, entry, files, leftOut);
            } else if (Walk.nameOf(entry).toLowerCase(Locale.ROOT).endsWith(".dcm")) {
                images.add(entry);
            }
        }
        Optional<Modality> modality = modality(images);
        if (modality.isPresent() && modality.get() == Modality.CT) {
            images.forEach(image -> files.add(StudyFile.of(root, image, SUBSET, Walk.nameOf(patient))));
        } else if (!images.isEmpty()) {
            leftOut.merge("of series that are not CT images", images.size(), Integer::sum);
        }
    }

    /** That of the first file that opens: an SR has no pixels, and a single broken slice must not hide its series. */
    private static Optional<Modality> modality(List<Path> images) {
        for (Path image : images) {
            try (StoredImage stored = ImageFormats.open(image)) {
                return Optional.of(stored.modality());
            } catch (IOException notAnImage) {
                continue; // The next one decides.
            }
        }
        return Optional.empty();
    }
}
