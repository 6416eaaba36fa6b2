package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.InputWalk;
import dev.limpid.batch.Skipped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Denoises files and folders into a folder. */
@Command(
        name = "denoise",
        description = "Denoise images: each result keeps its input's relative path, name and format.",
        footer = {
            "",
            "Folders are walked; hidden files and files that are no images are left out. Nothing existing is",
            "overwritten without --overwrite, and the source is never touched."
        })
final class DenoiseCommand implements Callable<Integer> {
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
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        InputWalk walk = InputWalk.of(inputs, output);
        BatchPlan plan = BatchPlan.of(walk.files(), output);
        plan.items().stream()
                .map(item -> item.target().toAbsolutePath().getParent())
                .filter(Objects::nonNull)
                .distinct()
                .forEach(AtomicFile::removeLeftOvers);
        walk.failed().forEach(failed -> reporting.say(failed.line()));
        BatchRun<DenoiseWork.Result> run;
        try (MethodChoice choice = method.choice();
                Progress progress =
                        Progress.of("denoise", plan.items().size(), reporting::say)) {
            DenoiseWork work = new DenoiseWork(choice, overwrite, progress::say);
            run = BatchRun.of(plan, method.parallelImages(choice), work, reporting.listener(progress));
        }
        List<Failed> failed = new ArrayList<>(walk.failed());
        failed.addAll(run.failed());
        List<Skipped> skipped = new ArrayList<>(walk.skipped());
        skipped.addAll(run.skipped());
        reporting.skipped(skipped);
        if (run.notStarted() > 0) {
            reporting.say("stopped; " + run.notStarted() + " more inputs were not started");
        }
        summarise(run.done(), failed, skipped, run.notStarted());
        boolean nothing = run.done().isEmpty() && failed.isEmpty();
        if (nothing) {
            reporting.say("no images in what was given");
        }
        return failed.isEmpty() && !nothing ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void summarise(List<DenoiseWork.Result> done, List<Failed> failed, List<Skipped> skipped, int notStarted) {
        reporting.say("denoised " + done.size() + " of " + (done.size() + failed.size() + notStarted) + " into " + output);
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("version", Version.full());
        object.put("output", output);
        object.put("results", done.stream().map(DenoiseWork.Result::toMap).toList());
        object.put("failed", failed.stream().map(Failed::toMap).toList());
        object.put(
                "skipped",
                skipped.stream()
                        .map(each -> Map.of("input", each.path(), "reason", each.reason()))
                        .toList());
        object.put("notStarted", notStarted);
        reporting.object(object);
    }
}
