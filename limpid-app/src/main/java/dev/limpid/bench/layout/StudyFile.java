package dev.limpid.bench.layout;

import dev.limpid.training.DataFolder.Split;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One image file of a data set.
 *
 * @param file where it lies
 * @param name its path relative to the data set's folder, with {@code /} between the parts
 * @param subset the data set's part, a block of a benchmark's tables
 * @param patient whom it shows
 * @param split which part of the patients, where the data set says so
 * @param finding what the data set says the image shows, e.g. {@code Lung Opacity}
 * @param degraded the same image as it was scanned with a lower dose, in data sets of pairs
 */
public record StudyFile(
        Path file,
        String name,
        String subset,
        String patient,
        Optional<Split> split,
        Optional<String> finding,
        Optional<Path> degraded) {
    /** An image alone. */
    StudyFile(Path file, String name, String subset, String patient, Optional<Split> split, Optional<String> finding) {
        this(file, name, subset, patient, split, finding, Optional.empty());
    }

    static StudyFile of(Path root, Path file, String subset, String patient) {
        return new StudyFile(file, nameOf(root, file), subset, patient, Optional.empty(), Optional.empty());
    }

    static String nameOf(Path root, Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }
}
