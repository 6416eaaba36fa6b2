package dev.limpid.bench.layout;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One plane of a data set.
 *
 * @param name of its file relative to the data set's folder, with {@code #} and the frame's number behind it where the
 *     file has several
 * @param frame 0-based
 * @param degraded the file of the same plane as it was scanned with a lower dose, in data sets of pairs
 */
public record ImageRef(
        String subset,
        String patient,
        Path file,
        String name,
        int frame,
        Optional<String> finding,
        Optional<Path> degraded) {
    /** A plane alone. */
    public ImageRef(String subset, String patient, Path file, String name, int frame, Optional<String> finding) {
        this(subset, patient, file, name, frame, finding, Optional.empty());
    }
}
