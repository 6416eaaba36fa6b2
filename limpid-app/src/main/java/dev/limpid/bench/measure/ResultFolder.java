package dev.limpid.bench.measure;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.FileSet;
import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The folder that a measurement's files go to: they show under their names all together, by {@link #finish}, or not at all. Nothing is
 * replaced unless that was asked for; closing takes away what was not finished.
 */
public final class ResultFolder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String RECORD = "run.json";
    private static final String FILES = "files";

    private final Path folder;
    private final boolean overwrite;
    private final List<String> names;
    private final FileSet files = new FileSet();
    private final List<String> put = new ArrayList<>();
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
     * @throws OutputRefusedException if one exists and is not to be replaced or cannot be read, or the folder is a file
     */
    public static ResultFolder of(Path folder, boolean overwrite, List<String> names) throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new OutputRefusedException(Problem.show(folder) + " is a file; results need a folder");
        }
        for (String name : names) {
            Path file = folder.resolve(name);
            AtomicFile.refuseExisting(file, overwrite);
            // Publishing keeps what was there until all is in place: better said now than after hours.
            if (Files.isRegularFile(file) && !Files.isReadable(file)) {
                throw new OutputRefusedException(Problem.show(file)
                        + " cannot be read, so it could not be put back if a new one failed; delete it or name another"
                        + " folder");
            }
        }
        AtomicFile.removeLeftOvers(folder);
        return new ResultFolder(folder, overwrite, List.copyOf(names));
    }

    /**
     * Shows all files under their names, and takes away those that the record of an earlier run lists and this one did not write: they
     * would be taken for its own. Other files stay.
     *
     * @throws IOException if one cannot get its name, or an older one cannot be taken away; what was there before is then there again
     */
    public void finish() throws IOException {
        written = files.publish(overwrite, overwrite ? older() : List.of());
    }

    /** Files of the run whose record is there; none without a record that names them. */
    private List<Path> older() throws IOException {
        Path record = folder.resolve(RECORD);
        if (!Files.isRegularFile(record)) {
            return List.of();
        }
        try {
            List<String> listed = JSON.readTree(Files.readAllBytes(record))
                    .path(FILES)
                    .valueStream()
                    .map(JsonNode::asString)
                    .toList();
            return names.stream().filter(listed::contains).map(folder::resolve).toList();
        } catch (JacksonException noRecord) {
            return List.of();
        }
    }

    /** Prepares a text. */
    public void write(String name, String text) throws IOException {
        put(name, temporary -> Files.writeString(temporary, text));
    }

    /** Prepares a file. */
    public void put(String name, AtomicFile.Content content) throws IOException {
        put.add(name);
        files.prepare(folder.resolve(name), content);
    }

    /**
     * Prepares {@code run.json}, as the last: what was done, with what, and which files belong to it.
     *
     * @param about the command, versions, the machine
     * @param settings what fixes the figures
     */
    public void record(Map<String, ?> about, Map<String, ?> settings) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>(about);
        record.put("settings", settings);
        List<String> all = new ArrayList<>(put);
        all.add(RECORD);
        record.put(FILES, all);
        write(RECORD, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
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
