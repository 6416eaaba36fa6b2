package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.InputWalk;
import dev.limpid.batch.Problem;
import dev.limpid.batch.Skipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Adds noise or an artefact to files and folders, into a folder. */
@Command(
        name = "degrade",
        description =
                "Add noise or an artefact to images: each result keeps its input's relative path, name and format.",
        footer = {
            "",
            "What was drawn for a file lies in OUT/evidence as NAME.degradation.json, which --replay takes. A file's",
            "noise depends on the seed and its relative path alone, whatever other files there are."
        })
final class DegradeCommand implements Callable<Integer> {
    /** Enough for an image of 4096 x 4096 pixels. */
    private static final long MEMORY_AN_IMAGE = 1L << 29;

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

    @Mixin
    private DegradeOptions degradation = new DegradeOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        DegradeWork.Draws draws = degradation.draws();
        InputWalk walk = InputWalk.of(inputs, output);
        BatchPlan plan = BatchPlan.of(walk.files(), output);
        plan.items().stream()
                .flatMap(item -> Stream.of(
                        EvidenceFolder.folderOf(output, item.source().relative()),
                        Objects.requireNonNullElse(item.target().getParent(), output)))
                .distinct()
                .forEach(AtomicFile::removeLeftOvers);
        walk.failed().forEach(failed -> reporting.say(failed.line()));
        BatchRun<DegradeWork.Result> run;
        try (Progress progress = Progress.of("degrade", plan.items().size(), reporting::say)) {
            DegradeWork work = new DegradeWork(draws, degradation.modality(), output, overwrite);
            run = BatchRun.of(plan, parallelImages(), work, reporting.listener(progress));
        }
        List<Failed> failed = new ArrayList<>(walk.failed());
        failed.addAll(run.failed());
        List<Skipped> skipped = new ArrayList<>(walk.skipped());
        skipped.addAll(run.skipped());
        reporting.skipped(skipped);
        if (run.notStarted() > 0) {
            reporting.say("stopped; " + run.notStarted() + " more inputs were not started");
        }
        summarise(run, failed, skipped);
        boolean nothing = run.done().isEmpty() && failed.isEmpty();
        if (nothing) {
            reporting.say("no images in what was given");
        }
        return failed.isEmpty() && !nothing ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static int parallelImages() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / MEMORY_AN_IMAGE));
    }

    private void summarise(BatchRun<DegradeWork.Result> run, List<Failed> failed, List<Skipped> skipped) {
        List<DegradeWork.Result> done = run.done();
        int all = done.size() + failed.size() + run.notStarted();
        reporting.say("degraded " + done.size() + " of " + all + " into " + Problem.show(output)
                + (done.isEmpty() ? "" : "; records in " + Problem.show(output.resolve(EvidenceFolder.NAME))));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", Version.full());
        object.put("output", output);
        object.put("results", done.stream().map(DegradeWork.Result::toMap).toList());
        object.put("failed", failed.stream().map(Failed::toMap).toList());
        object.put(
                "skipped",
                skipped.stream()
                        .map(each -> Map.of("input", each.path(), "reason", each.reason()))
                        .toList());
        object.put("notStarted", run.notStarted());
        reporting.object(object);
    }
}
