package dev.limpid.bench.layout;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a data set lies on disk. Stateless; safe for several threads. */
public interface StudyLayout {
    /** The name that {@code --layout} takes. */
    String name();

    /** One line: what the folder holds. */
    String summary();

    /** Whether a folder looks like this layout. */
    boolean recognises(Path root) throws IOException;

    /** The images of a folder, without reading their pixels. */
    Listing list(Path root) throws IOException;

    /** What the files show where they do not say it. */
    default Modality modality() {
        return Modality.OTHER;
    }

    /** Whether each image has one of lower dose beside it. */
    default boolean paired() {
        return false;
    }

    /** The display window that images of a subset are measured in unless the user says; empty for their range. */
    default Optional<IntensityRange> window(String subset) {
        return Optional.empty();
    }

    /** What part of the body all images of a subset show, where the data set's own names say it. */
    default Optional<Anatomy> anatomy(String subset) {
        return Optional.empty();
    }

    /**
     * What a folder holds.
     *
     * @param files the images, in the order of their names
     * @param leftOut how many files were left out, by reason
     * @param broken a line for each file that cannot be opened, where the layout opens them
     */
    record Listing(List<StudyFile> files, Map<String, Integer> leftOut, List<String> broken) {
        public Listing {
            files = List.copyOf(files);
            broken = List.copyOf(broken);
        }

        Listing(List<StudyFile> files, Map<String, Integer> leftOut) {
            this(files, leftOut, List.of());
        }
    }
}
