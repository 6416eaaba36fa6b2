package dev.limpid.bench;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/**
 * The folder of one run. {@code run.json} says from the start what the run is of; a folder of the same settings is gone
 * on with, one of others is refused.
 */
public final class RunFolder {
    static final String RECORD = "run.json";
    static final String JOURNAL = "journal";
    static final String RESULTS = "results.csv";
    static final String DRAWS = "draws.csv";
    static final String TABLES = "tables.csv";
    static final String JSON_RESULTS = "results.json";
    static final String MARKDOWN = "table.md";
    static final String TIMINGS = "timings.csv";
    static final String PAGE = "index.html";
    static final String FIT = "fit.md";
    static final String SPLITS = "splits.json";
    static final String PATIENTS = "patients.csv";
    static final String RANKS = "ranks.csv";
    private static final List<String> ALL = List.of(
            RECORD,
            JOURNAL,
            RESULTS,
            DRAWS,
            TABLES,
            JSON_RESULTS,
            MARKDOWN,
            TIMINGS,
            PAGE,
            FIT,
            SPLITS,
            PATIENTS,
            RANKS);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DIFFERENCES_NAMED = 4;

    private final Path folder;
    private final Map<String, Object> record = new LinkedHashMap<>();

    private RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens or makes the folder of a run and writes its record.
     *
     * @param about the command, versions, the machine: what may differ between a start and the next
     * @param settings what fixes the figures
     * @param overwrite whether results that are there are thrown away first
     * @throws OutputRefusedException if the folder holds results of another run, naming what differs
     */
    public static RunFolder open(Path folder, Map<String, ?> about, Map<String, ?> settings, boolean overwrite)
            throws IOException {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new OutputRefusedException(Problem.show(folder) + " is a file; results need a folder");
        }
        RunFolder run = new RunFolder(folder);
        run.record.putAll(about);
        run.record.put("settings", settings);
        run.record.put("finished", false);
        if (overwrite) {
            run.refuseForeign();
            run.startAgain();
        } else {
            run.refuseOther(settings);
            AtomicFile.removeLeftOvers(folder);
            run.writeRecord();
        }
        return run;
    }

    /**
     * Throws away what an earlier run left, with the journal locked throughout: another process either had it before,
     * and this one is refused, or finds the new record. At any moment the folder is one that can be gone on with.
     */
    private void startAgain() throws IOException {
        Files.createDirectories(folder);
        try (Journal journal = Journal.open(file(JOURNAL), lost -> {})) {
            journal.clear();
            AtomicFile.removeLeftOvers(folder);
            writeRecord();
            for (String name : ALL) {
                if (!name.equals(JOURNAL) && !name.equals(RECORD)) {
                    Files.deleteIfExists(file(name));
                }
            }
        }
    }

    /** Only the files of a benchmark are thrown away: a folder of images has a {@code splits.json} too. */
    private void refuseForeign() throws IOException {
        Path file = folder.resolve(RECORD);
        boolean ours = false;
        try {
            ours = Files.exists(file)
                    && JSON.readTree(Files.readString(file)).path("settings").has("task");
        } catch (JacksonException damaged) {
            ours = false;
        }
        for (String name : ALL) {
            if (!ours && Files.exists(folder.resolve(name))) {
                throw new OutputRefusedException(Problem.show(folder.resolve(name))
                        + " is not of a benchmark whose record lies beside it; choose another folder");
            }
        }
    }

    private void refuseOther(Map<String, ?> settings) throws IOException {
        Path file = folder.resolve(RECORD);
        if (!Files.exists(file)) {
            for (String name : ALL) {
                AtomicFile.refuseExisting(folder.resolve(name), false);
            }
            return;
        }
        Map<String, String> there = new TreeMap<>();
        Map<String, String> here = new TreeMap<>();
        try {
            flatten("", JSON.readTree(Files.readString(file)).path("settings"), there);
            flatten("", JSON.readTree(JSON.writeValueAsString(settings)), here);
        } catch (JacksonException damaged) {
            throw new OutputRefusedException(
                    Problem.show(file) + " is not the record of a run; choose another folder, or --overwrite");
        }
        Set<String> names = new TreeSet<>(there.keySet());
        names.addAll(here.keySet());
        List<String> differences = new ArrayList<>();
        for (String name : names) {
            String before = there.getOrDefault(name, "not set");
            String now = here.getOrDefault(name, "not set");
            if (!before.equals(now)) {
                differences.add(name + " is " + now + ", not " + before);
            }
        }
        if (!differences.isEmpty()) {
            int more = differences.size() - DIFFERENCES_NAMED;
            throw new OutputRefusedException(Problem.show(folder) + " holds another run: "
                    + String.join("; ", differences.subList(0, Math.min(differences.size(), DIFFERENCES_NAMED)))
                    + (more > 0 ? "; and " + more + " more" : "")
                    + ". Choose another folder, or replace it by --overwrite");
        }
    }

    private static void flatten(String name, JsonNode node, Map<String, String> to) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each ->
                            flatten(name.isEmpty() ? each.getKey() : name + "." + each.getKey(), each.getValue(), to));
        } else if (node.isValueNode()) {
            to.put(name, node.asString());
        } else if (!node.isMissingNode()) {
            to.put(name, node.toString());
        }
    }

    Path folder() {
        return folder;
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Adds to the record; written by {@link #writeRecord}. */
    void note(String name, Object value) {
        record.put(name, value);
    }

    /** The record as it stands. */
    public Map<String, Object> record() {
        return record;
    }

    void writeRecord() throws IOException {
        write(RECORD, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n");
    }

    /** Writes one of the run's files, whole or not at all. */
    void write(String name, String text) throws IOException {
        AtomicFile.write(file(name), true, temporary -> Files.writeString(temporary, text));
    }

    /** Writes text piece by piece. */
    @FunctionalInterface
    interface Stream {
        void to(Writer out) throws IOException;
    }

    void stream(String name, Stream content) throws IOException {
        AtomicFile.write(file(name), true, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                content.to(out);
            }
        });
    }
}
