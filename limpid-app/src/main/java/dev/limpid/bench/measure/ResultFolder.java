package dev.limpid.bench.measure;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.FileSet;
import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.ObjectMapper;

/**
 * The folder that a measurement's files go to: they show under their names all together, by {@link #finish}, or not at all. Nothing is
 * replaced unless that was asked for; closing takes away what was not finished.
 */
public final class ResultFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final boolean overwrite;
    private final List<String> names;
    private final FileSet files = new FileSet();
    private List<Path> written = List.of();

    private ResultFolder(Path folder, boolean overwrite, List<String> names) {
        this.folder = folder;
        this.overwrite = overwrite;
        this.names = names;
    }

    /**
     * Looks before anything is computed.
     *
     * @param names of the files that may be written
     * @throws OutputRefusedException if one exists and is not to be replaced, or the folder is a file
     */
    public static ResultFolder of(Path folder, boolean overwrite, List<String> names) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new OutputRefusedException(Problem.show(folder) + " is a file; results need a folder");
        }
        for (String name : names) {
            AtomicFile.refuseExisting(folder.resolve(name), overwrite);
        }
        AtomicFile.removeLeftOvers(folder);
        return new ResultFolder(folder, overwrite, List.copyOf(names));
    }

    /**
     * Shows all files under their names, and takes away those of an earlier run that this one did not write: they would be taken for
     * its own.
     *
     * @throws IOException if one cannot get its name; what was there before is then there again
     */
    public void finish() throws IOException {
        written = files.publish(overwrite);
        for (String name : names) {
            if (overwrite && !written.contains(folder.resolve(name))) {
                Files.deleteIfExists(folder.resolve(name));
            }
        }
    }

    /** Prepares a text. */
    public void write(String name, String text) throws IOException {
        put(name, temporary -> Files.writeString(temporary, text));
    }

    /** Prepares a file. */
    public void put(String name, AtomicFile.Content content) throws IOException {
        files.prepare(folder.resolve(name), content);
    }

    /**
     * Prepares {@code run.json}: what was done, with what.
     *
     * @param about the command, versions, the machine
     * @param settings what fixes the figures
     */
    public void record(Map<String, ?> about, Map<String, ?> settings) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>(about);
        record.put("settings", settings);
        write("run.json", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
    }

    /** What was shown by {@link #finish}, in the order of preparation. */
    public List<Path> written() {
        return List.copyOf(written);
    }

    @Override
    public void close() {
        files.close();
    }
}
