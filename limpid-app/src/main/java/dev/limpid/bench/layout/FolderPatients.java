package dev.limpid.bench.layout;

import dev.limpid.batch.Problem;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the images of a folder show. Images of one person must not be both tuned on and measured, so what can be one
 * person is taken for one: images of one identifier, of one study, and images without any that lie in a folder with
 * others. Images without any beside those of several patients could be of each of them, so nobody knows whose they are.
 */
final class FolderPatients {
    private final Path root;
    private final Map<Path, String> identifiers = new HashMap<>();
    private final Map<Path, String> studies = new HashMap<>();
    private final Map<Path, String> unreadable = new HashMap<>();
    /** The identifiers in each folder directly in the root, and those directly in it under the empty name. */
    private final Map<String, Set<String>> byGroup = new HashMap<>();
    /** The identifiers of each study. */
    private final Map<String, Set<String>> byStudy = new HashMap<>();
    /** Whether identifiers tell folders apart. */
    private final boolean foldersDiffer;

    private FolderPatients(Path root, List<Path> images) {
        this.root = root;
        for (Path file : images) {
            try (StoredImage image = ImageFormats.open(file)) {
                image.patientId().ifPresent(identifier -> identifiers.put(file, identifier));
                image.studyUid().ifPresent(study -> studies.put(file, study));
            } catch (IOException | RuntimeException broken) {
                unreadable.put(file, Problem.describe(broken));
            }
        }
        identifiers.forEach((file, identifier) -> {
            byGroup.computeIfAbsent(group(file), name -> new HashSet<>()).add(identifier);
            Optional.ofNullable(studies.get(file))
                    .ifPresent(study -> byStudy.computeIfAbsent(study, name -> new HashSet<>())
                            .add(identifier));
        });
        long folders = byGroup.keySet().stream().filter(name -> !name.isEmpty()).count();
        this.foldersDiffer = folders < 2 || new HashSet<>(identifiers.values()).size() > 1;
    }

    static FolderPatients of(Path root, List<Path> images) {
        return new FolderPatients(root, images);
    }

    /** Files that cannot be opened, with what is wrong. */
    Map<Path, String> unreadable() {
        return unreadable;
    }

    /** The patient of an image; empty where it could be any of several. */
    Optional<String> of(Path file) {
        String group = group(file);
        if (!foldersDiffer && !group.isEmpty()) {
            return Optional.of(group);
        }
        if (identifiers.containsKey(file)) {
            return Optional.of(identifiers.get(file));
        }
        String study = studies.getOrDefault(file, "");
        List<Set<String>> beside = new ArrayList<>();
        beside.add(byStudy.getOrDefault(study, Set.of()));
        beside.add(byGroup.getOrDefault(group, Set.of()));
        for (Set<String> people : beside) {
            if (!people.isEmpty()) {
                return people.size() == 1 ? people.stream().findAny() : Optional.empty();
            }
        }
        String alone = study.isEmpty() ? root.relativize(file).toString() : "study " + study;
        return Optional.of(group.isEmpty() ? alone : group);
    }

    /** The folder directly in the root that holds the file; empty for a file directly in it. */
    private String group(Path file) {
        Path inside = root.relativize(file);
        return inside.getNameCount() > 1 ? inside.getName(0).toString() : "";
    }
}
