package dev.limpid.bench.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Folders listed in the order of names, without what is hidden; links are followed, and loops of links end. */
final class Walk {
    private Walk() {}

    /** The regular files below a folder, sorted by path. */
    static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path entry : children(root)) {
            if (Files.isDirectory(entry)) {
                if (!isLoop(entry)) {
                    files.addAll(files(entry));
                }
            } else if (Files.isRegularFile(entry)) {
                files.add(entry);
            }
        }
        return files;
    }

    /** What lies directly in a folder, sorted by name. */
    static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !nameOf(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The first folder at {@code root} or at most {@code depth} levels below it for which the test holds. */
    static Optional<Path> folder(Path root, int depth, Predicate<Path> test) throws IOException {
        try (Stream<Path> folders =
                Files.find(root, depth, (path, attributes) -> attributes.isDirectory(), FileVisitOption.FOLLOW_LINKS)) {
            return folders.filter(test).sorted().findFirst();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** All such folders, sorted by path; not those inside one of them. */
    static List<Path> folders(Path root, int depth, Predicate<Path> test) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders =
                Files.find(root, depth, (path, attributes) -> attributes.isDirectory(), FileVisitOption.FOLLOW_LINKS)) {
            for (Path folder : folders.filter(test).sorted().toList()) {
                if (found.stream().noneMatch(folder::startsWith)) {
                    found.add(folder);
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return found;
    }

    static String nameOf(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }

    /** A link to a folder that it lies in. */
    private static boolean isLoop(Path folder) throws IOException {
        return Files.isSymbolicLink(folder)
                && folder.toRealPath(LinkOption.NOFOLLOW_LINKS).startsWith(folder.toRealPath());
    }
}
