package dev.limpid.bench.layout;

import dev.limpid.batch.FileNames;
import dev.limpid.batch.Problem;
import dev.limpid.batch.Recognition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Any folder. Images of one Patient ID (0010,0020) show one patient, wherever they lie. Where the header gives none, images
 * of a study (0020,000D) are of its patient, each folder directly in the root is a patient, and of what lies directly in it
 * each study is, or each file that knows of none; likewise where all folders share one identifier, which then names nobody.
 * Images without an identifier beside those of several patients are left out: they could be of one who is measured and of
 * one whom filters are tuned on. Where an anonymiser gave the same identifier to many but not to all, its images count as
 * one patient; a {@code splits.json} says it better. The subset has the folder's name. Files that neither by name nor by
 * content are images are left out, and those that cannot be opened are told by name.
 */
final class FolderLayout implements StudyLayout {
    @Override
    public String name() {
        return "folder";
    }

    @Override
    public String summary() {
        return "any folder: patients by DICOM's Patient ID, else each folder in it is one, and so is each study or image directly in it";
    }

    @Override
    public boolean recognises(Path root) {
        return true;
    }

    @Override
    public Listing list(Path root) throws IOException {
        String subset = Walk.nameOf(root.toAbsolutePath().normalize());
        List<Path> images = new ArrayList<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Path file : Walk.files(root)) {
            if (FileNames.isEvidence(file) || FileNames.isDicomDirectory(file) || Recognition.isForeign(file)) {
                leftOut.merge("not images", 1, Integer::sum);
            } else {
                images.add(file);
            }
        }
        FolderPatients patients = FolderPatients.of(root, images);
        List<StudyFile> files = new ArrayList<>();
        for (Path file : images) {
            Optional<String> patient = patients.of(file);
            if (patients.unreadable().containsKey(file)) {
                continue; // Told by name.
            }
            if (patient.isPresent()) {
                files.add(StudyFile.of(root, file, subset.isEmpty() ? "all" : subset, patient.get()));
            } else {
                leftOut.merge("without a Patient ID among several patients", 1, Integer::sum);
            }
        }
        List<String> broken = patients.unreadable().entrySet().stream()
                .map(each -> Problem.show(each.getKey()) + ": " + each.getValue())
                .sorted()
                .toList();
        return new Listing(files, leftOut, broken);
    }
}
