package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.InputWalk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Files and folders in, a folder out: the options of commands over many files. */
final class BatchOptions {
    @Parameters(arity = "1..*", paramLabel = "IN", description = "Image files or folders of them.")
    private List<Path> inputs = List.of();

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUT",
            description = "Folder for the results; made when missing.")
    private Path output = Path.of("");

    @Option(names = "--overwrite", description = "Replace results that exist already.")
    private boolean overwrite;

    List<Path> inputs() {
        return inputs;
    }

    Path output() {
        return output;
    }

    boolean overwrite() {
        return overwrite;
    }

    /** What was found in the inputs, and where each result goes. */
    record Found(InputWalk walk, BatchPlan plan) {}

    /** Looks through the inputs, and takes away what killed runs left where results go. */
    Found find(ReportingOptions reporting) throws IOException {
        InputWalk walk = InputWalk.of(inputs, output);
        BatchPlan plan = BatchPlan.of(walk.files(), output);
        plan.items().stream()
                .flatMap(item -> Stream.of(
                        EvidenceFolder.folderOf(output, item.source().relative()),
                        Objects.requireNonNullElse(item.target().getParent(), output)))
                .distinct()
                .forEach(AtomicFile::removeLeftOvers);
        walk.failed().forEach(failed -> reporting.say(failed.line()));
        return new Found(walk, plan);
    }
}
