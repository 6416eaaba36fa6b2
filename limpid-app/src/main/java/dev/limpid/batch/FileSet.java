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
     * Shows all files under their names. Where one cannot get its name, what was there before is there again.
     *
     * @param overwrite whether existing files are replaced
     * @return the files, in the order in which they were prepared
     * @throws OutputRefusedException if one exists and is not to be replaced
     */
    public List<Path> publish(boolean overwrite) throws IOException {
        Map<Path, byte[]> before = new LinkedHashMap<>();
        for (AtomicFile.Prepared file : prepared) {
            if (overwrite && Files.isRegularFile(file.target())) {
                before.put(file.target(), Files.readAllBytes(file.target()));
            }
        }
        List<Path> published = new ArrayList<>();
        try {
            for (AtomicFile.Prepared file : prepared) {
                file.publish(overwrite);
                published.add(file.target());
            }
            return published;
        } catch (IOException | RuntimeException failure) {
            for (Path file : published) {
                byte[] old = before.get(file);
                if (old == null) {
                    Files.deleteIfExists(file);
                } else {
                    AtomicFile.write(file, true, temporary -> Files.write(temporary, old));
                }
            }
            throw failure;
        }
    }

    @Override
    public void close() {
        prepared.forEach(AtomicFile.Prepared::close);
    }
}
