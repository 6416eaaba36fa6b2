package dev.limpid.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that belong together: each is written whole under a temporary name beside its own, and then all get their names together or
 * not at all. Closing takes away what was not published. One thread at a time.
 */
public final class FileSet implements AutoCloseable {
    private final List<AtomicFile.Prepared> prepared = new ArrayList<>();

    /**
     * Writes a file under its temporary name, making its folder when missing.
     *
     * @throws IOException if writing fails; the files before it are still there to be published or taken away
     */
    public void prepare(Path target, AtomicFile.Content content) throws IOException {
        prepared.add(AtomicFile.prepare(target, content));
    }

    /**
     * Shows all files under their names, and takes away those of an earlier run that would be taken for this one's. Where one of that
     * fails, what was there before is there again. A process that is killed meanwhile leaves files of both runs: a name at a time is
     * all that a file system gives.
     *
     * @param overwrite whether existing files are replaced
     * @param older what is taken away where it is there and was not written now; nothing unless existing files are replaced
     * @return the files, in the order in which they were prepared
     * @throws OutputRefusedException if one exists and is not to be replaced
     * @throws IOException if one of all that fails; what could not be brought back is told by its suppressed exceptions
     */
    public List<Path> publish(boolean overwrite, List<Path> older) throws IOException {
        List<Path> targets = prepared.stream().map(AtomicFile.Prepared::target).toList();
        List<Path> gone = overwrite
                ? older.stream().filter(file -> !targets.contains(file)).toList()
                : List.of();
        Map<Path, byte[]> before = overwrite ? contents(targets, gone) : Map.of();
        List<Path> changed = new ArrayList<>();
        try {
            for (AtomicFile.Prepared file : prepared) {
                file.publish(overwrite);
                changed.add(file.target());
            }
            for (Path file : gone) {
                Files.deleteIfExists(file);
                changed.add(file);
            }
            return targets;
        } catch (IOException | RuntimeException failure) {
            changed.forEach(file -> restore(file, before, failure));
            throw failure;
        }
    }

    private static Map<Path, byte[]> contents(List<Path> targets, List<Path> gone) throws IOException {
        List<Path> files = new ArrayList<>(targets);
        files.addAll(gone);
        Map<Path, byte[]> contents = new LinkedHashMap<>();
        for (Path file : files) {
            if (Files.isRegularFile(file)) {
                contents.put(file, Files.readAllBytes(file));
            }
        }
        return contents;
    }

    /** One that cannot be brought back costs the others nothing, and hides nothing of what went wrong first. */
    private static void restore(Path file, Map<Path, byte[]> before, Exception failure) {
        try {
            byte[] old = before.get(file);
            if (old == null) {
                Files.deleteIfExists(file);
            } else {
                AtomicFile.write(file, true, temporary -> Files.write(temporary, old));
            }
        } catch (IOException | RuntimeException left) {
            failure.addSuppressed(left);
        }
    }

    @Override
    public void close() {
        prepared.forEach(AtomicFile.Prepared::close);
    }
}
