package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The layouts there are, the most special first: the last one takes any folder. */
public final class StudyLayouts {
    private static final List<StudyLayout> ALL = List.of(
            new SplitsLayout(),
            new LidcIdriLayout(),
            new LowDoseCtLayout(),
            new RsnaPneumoniaLayout(),
            new LitsLayout(),
            new PairsLayout(),
            new FolderLayout());

    private StudyLayouts() {}

    /** All layouts, in the order in which they are tried. */
    public static List<StudyLayout> all() {
        return ALL;
    }

    /** The layout of a name. */
    public static Optional<StudyLayout> named(String name) {
        return ALL.stream().filter(layout -> layout.name().equals(name)).findFirst();
    }

    /**
     * The layout of a name, for a folder that is there.
     *
     * @throws ImageFormatException if it is not a folder, or there is no such layout
     */
    static StudyLayout of(Path root, String name) throws IOException {
        requireFolder(root);
        return named(name).orElseThrow(() -> new ImageFormatException("there is no layout '" + name + "'"));
    }

    private static void requireFolder(Path root) throws ImageFormatException {
        if (!Files.isDirectory(root)) {
            throw new ImageFormatException(root + " is not a folder of images");
        }
    }

    /**
     * The layout a folder has.
     *
     * @throws ImageFormatException if it is not a folder
     */
    public static StudyLayout of(Path root) throws IOException {
        requireFolder(root);
        for (StudyLayout layout : ALL) {
            if (layout.recognises(root)) {
                return layout;
            }
        }
        throw new IllegalStateException("the last layout takes any folder");
    }
}
