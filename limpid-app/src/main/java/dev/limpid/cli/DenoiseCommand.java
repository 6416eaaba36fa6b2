package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchPlan;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Failed;
import dev.limpid.batch.InputWalk;
import dev.limpid.batch.Problem;
import dev.limpid.batch.Skipped;
import dev.limpid.report.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Option(
            names = "--evidence",
            paramLabel = "PLANES",
            defaultValue = "middle",
            description =
                    "Of which planes to keep evidence: all; middle, that is the middle one of each file, in a run of"
                            + " many files of six of them spread evenly; or none (default: middle).")
    private EvidenceFolder.Planes evidence = EvidenceFolder.Planes.MIDDLE;

    @Option(names = "--no-evidence", description = "The same as --evidence none.")
    private boolean noEvidence;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        InputWalk walk = InputWalk.of(inputs, output);
        BatchPlan plan = BatchPlan.of(walk.files(), output);
        plan.items().stream()
                .flatMap(item -> Stream.of(
                        EvidenceFolder.folderOf(output, item.source().relative()),
                        Objects.requireNonNullElse(item.target().getParent(), output)))
                .distinct()
                .forEach(AtomicFile::removeLeftOvers);
        AtomicFile.removeLeftOvers(output.resolve(EvidenceFolder.NAME));
        walk.failed().forEach(failed -> reporting.say(failed.line()));
        EvidenceFolder.Planes planes = noEvidence ? EvidenceFolder.Planes.NONE : evidence;
        EvidencePages pages = new EvidencePages(plan);
        BatchRun<DenoiseWork.Result> run;
        try (MethodChoice choice = method.choice();
                Progress progress = Progress.of("denoise", plan.items().size(), reporting::say)) {
            DenoiseWork work = new DenoiseWork(
                    choice, method.modality(), overwrite, new EvidenceFolder(output, planes, pages), progress::say);
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
        boolean evidenced =
                run.done().stream().allMatch(result -> result.evidenceProblem().isEmpty());
        Optional<Path> page = Optional.empty();
        try {
            page = page(run.done(), pages);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            evidenced = false;
            reporting.say("the page of evidence could not be written: " + Problem.describeWithFile(failure));
        }
        summarise(run, failed, skipped, page);
        boolean nothing = run.done().isEmpty() && failed.isEmpty();
        if (nothing) {
            reporting.say("no images in what was given");
        }
        return failed.isEmpty() && !nothing && evidenced ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Optional<Path> page(List<DenoiseWork.Result> done, EvidencePages pages) throws IOException {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Account account = new Account(
                each(done, result -> result.derivation().method()),
                Version.full(),
                each(done, result -> result.model().map(Path::toString).orElse("none")),
                each(done, result -> result.derivation().parameters()),
                done.size() + " of " + inputs.stream().map(Path::toString).collect(Collectors.joining(", ")),
                "limpid " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        return pages.write(output.resolve(EvidenceFolder.NAME), account, overwrite);
    }

    /** The different values of a property, in order. */
    private static String each(List<DenoiseWork.Result> done, Function<DenoiseWork.Result, String> property) {
        return done.stream().map(property).distinct().collect(Collectors.joining("; "));
    }

    private void summarise(
            BatchRun<DenoiseWork.Result> run, List<Failed> failed, List<Skipped> skipped, Optional<Path> page) {
        List<DenoiseWork.Result> done = run.done();
        int all = done.size() + failed.size() + run.notStarted();
        reporting.say("denoised " + done.size() + " of " + all + " into " + Problem.show(output)
                + page.map(path -> "; evidence in " + Problem.show(path)).orElse(""));
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
        object.put("notStarted", run.notStarted());
        object.put("evidencePage", page);
        reporting.object(object);
    }
}
