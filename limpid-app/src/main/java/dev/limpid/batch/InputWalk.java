package dev.limpid.batch;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a command line means, in a fixed order: as given, and inside a folder by name.
 *
 * <p>Links are followed, and every real folder is entered once an input, so loops of links end. Hidden files, evidence
 * of earlier runs, DICOMDIRs and things that are not regular files are skipped when they are met in a folder. The
 * output folder is not read where it lies inside an input; given as an input itself it is, and the plan then refuses
 * to replace the sources in it.
 *
 * @param files what to process
 * @param skipped what was left out on purpose
 * @param failed what does not exist or cannot be listed
 */
public record InputWalk(List<SourceFile> files, List<Skipped> skipped, List<Failed> failed) {

    /** Walks the inputs; the output folder need not exist. */
    public static InputWalk of(List<Path> inputs, Path output) {
        return walk(inputs, Optional.of(realOrAbsolute(output)));
    }

    /** Walks the inputs where there is no output folder. */
    public static InputWalk of(List<Path> inputs) {
        return walk(inputs, Optional.empty());
    }

    private static InputWalk walk(List<Path> inputs, Optional<Path> output) {
        Walker walker = new Walker(output);
        inputs.forEach(walker::start);
        return new InputWalk(List.copyOf(walker.files), List.copyOf(walker.skipped), List.copyOf(walker.failed));
    }

    /** The path without links as far as it exists. */
    static Path realOrAbsolute(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path existing = absolute;
        while (existing != null) {
            try {
                return existing.toRealPath().resolve(existing.relativize(absolute));
            } catch (IOException missing) {
                existing = existing.getParent();
            }
        }
        return absolute;
    }

    private static final class Walker {
        private final Optional<Path> output;
        private final List<SourceFile> files = new ArrayList<>();
        private final List<Skipped> skipped = new ArrayList<>();
        private final List<Failed> failed = new ArrayList<>();
        private final Set<Path> entered = new HashSet<>();
        private final Set<Map.Entry<Path, Path>> taken = new HashSet<>();

        Walker(Optional<Path> output) {
            this.output = output;
        }

        void start(Path input) {
            try {
                entered.clear();
                Path real = input.toRealPath();
                if (Files.isDirectory(real)) {
                    folder(input, input);
                } else if (!Files.isRegularFile(real)) {
                    failed.add(new Failed(input, "not a regular file or a folder"));
                } else {
                    add(new SourceFile(input, nameOf(input), true), real);
                }
            } catch (IOException e) {
                failed.add(new Failed(input, Problem.describe(e)));
            }
        }

        /** Depth is bounded by the file system's longest path, since every real folder is entered once. */
        private void folder(Path root, Path folder) {
            List<Path> entries = new ArrayList<>();
            try {
                Path real = folder.toRealPath();
                if (!folder.equals(root) && output.isPresent() && real.equals(output.get())) {
                    return;
                }
                if (!entered.add(real)) {
                    skipped.add(new Skipped(folder, "a link to a folder that was read already"));
                    return;
                }
                try (DirectoryStream<Path> listing = Files.newDirectoryStream(folder)) {
                    listing.forEach(entries::add);
                }
            } catch (IOException | DirectoryIteratorException e) {
                failed.add(new Failed(folder, "cannot list this folder: " + Problem.describe(e)));
                return;
            }
            Collections.sort(entries);
            for (Path entry : entries) {
                entry(root, entry);
            }
        }

        private void entry(Path root, Path entry) {
            if (FileNames.isHidden(entry)) {
                skipped.add(new Skipped(entry, "hidden"));
            } else if (Files.isDirectory(entry)) {
                folder(root, entry);
            } else if (FileNames.isEvidence(entry)) {
                skipped.add(new Skipped(entry, "evidence of an earlier run"));
            } else if (FileNames.isDicomDirectory(entry)) {
                skipped.add(new Skipped(entry, "a DICOMDIR (an index without pixels)"));
            } else if (Files.isRegularFile(entry)) {
                file(root, entry);
            } else if (Files.isSymbolicLink(entry) && !Files.exists(entry)) {
                failed.add(new Failed(entry, "this link leads nowhere"));
            } else {
                skipped.add(new Skipped(entry, "not a regular file"));
            }
        }

        private void file(Path root, Path file) {
            try {
                add(new SourceFile(file, root.relativize(file), false), file.toRealPath());
            } catch (IOException e) {
                failed.add(new Failed(file, Problem.describe(e)));
            }
        }

        /** The same file under the same relative path, given twice, is one piece of work. */
        private void add(SourceFile file, Path real) {
            if (taken.add(Map.entry(real, file.relative()))) {
                files.add(file);
            }
        }

        private static Path nameOf(Path file) {
            Path name = file.getFileName();
            return name == null ? file : name;
        }
    }
}
