package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of one image's analysis, under their names all together or not at all. */
final class InvarianceFiles implements AutoCloseable {
    static final String FIGURE = ".invariance.png";
    static final String MAP = ".invariance-map.png";
    static final String ANIMATION = ".invariance.gif";
    static final String TABLE = ".invariance.csv";
    static final String NUMBERS = ".invariance.json";

    private static final List<String> ALL = List.of(FIGURE, MAP, ANIMATION, TABLE, NUMBERS);

    private final Path target;
    private final boolean overwrite;
    private final List<AtomicFile.Prepared> prepared = new ArrayList<>();

    /** @param target the path that a result of the image would have */
    InvarianceFiles(Path target, boolean overwrite) {
        this.target = target;
        this.overwrite = overwrite;
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        for (String suffix : ALL) {
            AtomicFile.refuseExisting(named(suffix), overwrite);
        }
    }

    void add(String suffix, byte[] content) throws IOException {
        prepared.add(AtomicFile.prepare(named(suffix), temporary -> Files.write(temporary, content)));
    }

    /**
     * Shows all files under their names, and gives those. What an earlier analysis left and this one has not is taken away, since
     * it would belong to another; where one file fails, all are again as they were.
     */
    List<Path> publish() throws IOException {
        Map<Path, byte[]> before = before();
        List<Path> published = new ArrayList<>();
        try {
            for (AtomicFile.Prepared file : prepared) {
                file.publish(overwrite);
                published.add(file.target());
            }
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
        for (Path stale : before.keySet()) {
            if (!published.contains(stale)) {
                Files.delete(stale);
            }
        }
        return published;
    }

    /** What there is that may be replaced; pictures and tables, small enough to keep. */
    private Map<Path, byte[]> before() throws IOException {
        Map<Path, byte[]> before = new LinkedHashMap<>();
        for (String suffix : ALL) {
            Path file = named(suffix);
            if (overwrite && Files.isRegularFile(file)) {
                before.put(file, Files.readAllBytes(file));
            }
        }
        return before;
    }

    private Path named(String suffix) {
        return target.resolveSibling(target.getFileName() + suffix);
    }

    /** Takes away what was not published. */
    @Override
    public void close() {
        prepared.forEach(AtomicFile.Prepared::close);
    }
}
