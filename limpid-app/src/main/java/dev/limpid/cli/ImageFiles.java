package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.FileSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that say something of one image: the name of its result and an ending each, all together or not at all. */
final class ImageFiles implements AutoCloseable {
    private final Path target;
    private final List<String> endings;
    private final boolean overwrite;
    private final FileSet files = new FileSet();

    /**
     * @param target the path that a result of the image would have
     * @param endings of all files that there can be
     */
    ImageFiles(Path target, List<String> endings, boolean overwrite) {
        this.target = target;
        this.endings = endings;
        this.overwrite = overwrite;
    }

    /** @throws IOException if one of the files is there and must not be replaced */
    void refuseExisting() throws IOException {
        for (String ending : endings) {
            AtomicFile.refuseExisting(named(ending), overwrite);
        }
    }

    void prepare(String ending, AtomicFile.Content content) throws IOException {
        files.prepare(named(ending), content);
    }

    void prepare(String ending, byte[] content) throws IOException {
        prepare(ending, temporary -> Files.write(temporary, content));
    }

    /**
     * Shows all files under their names, and gives these. What an earlier run left and this one has not is taken away, since it would
     * belong to another; where one file fails, all are again as they were.
     */
    List<Path> publish() throws IOException {
        return files.publish(overwrite, endings.stream().map(this::named).toList());
    }

    private Path named(String ending) {
        return target.resolveSibling(target.getFileName() + ending);
    }

    /** Takes away what was not published. */
    @Override
    public void close() {
        files.close();
    }
}
