package dev.limpid.bench.layout;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the images of a folder show. Images of one person must not be both tuned on and measured, so what can be one
 * person is taken for one: images of one identifier, and images without any that lie in a folder with it. Images without
 * any in a folder with several could be of each of them, so nobody knows whose they are.
 */
final class FolderPatients {
    private final Path root;
    private final Map<Path, String> identifiers;
    /** The identifiers in each folder. */
    private final Map<String, Set<String>> byEntry = new HashMap<>();
    /** Whether identifiers tell folders apart. */
    private final boolean foldersDiffer;

    private FolderPatients(Path root, Map<Path, String> identifiers) {
        this.root = root;
        this.identifiers = identifiers;
        identifiers.forEach((file, identifier) -> {
            if (inFolder(file)) {
                byEntry.computeIfAbsent(entry(file), name -> new HashSet<>()).add(identifier);
            }
        });
        this.foldersDiffer = byEntry.size() < 2 || new HashSet<>(identifiers.values()).size() > 1;
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

    /** The patient of an image; empty where it could be any of several. */
    Optional<String> of(Path file) {
        String entry = entry(file);
        if (!foldersDiffer && inFolder(file)) {
            return Optional.of(entry);
        }
        if (identifiers.containsKey(file)) {
            return Optional.of(identifiers.get(file));
        }
        Set<String> beside = byEntry.getOrDefault(entry, Set.of(entry));
        return beside.size() == 1 ? beside.stream().findAny() : Optional.empty();
    }

    /** What lies directly in the root and holds the file, or is it. */
    private String entry(Path file) {
        return root.relativize(file).getName(0).toString();
    }

    private boolean inFolder(Path file) {
        return root.relativize(file).getNameCount() > 1;
    }
}
