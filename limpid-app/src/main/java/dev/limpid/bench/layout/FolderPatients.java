package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whom the images of a folder show. Images of one person must not be both tuned on and measured, so what can be one
 * person is taken for one: images of one identifier, and images without any that lie in a folder with it.
 */
final class FolderPatients {
    private final Path root;
    private final Map<Path, String> identifiers;
    private final Map<String, String> byEntry = new HashMap<>();
    /** Whether identifiers tell folders apart. */
    private final boolean foldersDiffer;

    private FolderPatients(Path root, Map<Path, String> identifiers) {
        this.root = root;
        this.identifiers = identifiers;
        Set<String> folders = new HashSet<>();
        identifiers.forEach((file, identifier) -> {
            if (inFolder(file)) {
                folders.add(entry(file));
                byEntry.merge(entry(file), identifier, (one, other) -> one.compareTo(other) <= 0 ? one : other);
            }
        });
        this.foldersDiffer = folders.size() < 2 || new HashSet<>(identifiers.values()).size() > 1;
    }

    static FolderPatients of(Path root, List<Path> images) {
        Map<Path, String> identifiers = new HashMap<>();
        for (Path file : images) {
            try (StoredImage image = ImageFormats.open(file)) {
                image.patientId().ifPresent(identifier -> identifiers.put(file, identifier));
            } catch (IOException | RuntimeException broken) {
                continue; // Named when it is to be measured.
            }
        }
        return new FolderPatients(root, identifiers);
    }

    /** The patient of an image. */
    String of(Path file) {
        if (!foldersDiffer && inFolder(file)) {
            return entry(file);
        }
        return identifiers.getOrDefault(file, byEntry.getOrDefault(entry(file), entry(file)));
    }

    /** What lies directly in the root and holds the file, or is it. */
    private String entry(Path file) {
        return root.relativize(file).getName(0).toString();
    }

    private boolean inFolder(Path file) {
        return root.relativize(file).getNameCount() > 1;
    }
}
