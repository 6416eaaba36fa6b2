package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.report.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
    @Mixin
    private BatchOptions batch = new BatchOptions();

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
        BatchOptions.Found found = batch.find(reporting);
        AtomicFile.removeLeftOvers(batch.output().resolve(EvidenceFolder.NAME));
        EvidenceFolder.Planes planes = noEvidence ? EvidenceFolder.Planes.NONE : evidence;
        EvidencePages pages = new EvidencePages(found.plan());
        BatchRun<DenoiseWork.Result> run;
        try (MethodChoice choice = method.choice();
                Progress progress = Progress.of("denoise", found.plan().items().size(), reporting::say)) {
            DenoiseWork work = new DenoiseWork(
                    choice,
                    method.modality(),
                    batch.overwrite(),
                    new EvidenceFolder(batch.output(), planes, pages),
                    progress::say);
            run = BatchRun.of(found.plan(), method.parallelImages(choice), work, reporting.listener(progress));
        }
        BatchOutcome<DenoiseWork.Result> outcome = BatchOutcome.of(found, run, reporting);
        boolean evidenced =
                run.done().stream().allMatch(result -> result.evidenceProblem().isEmpty());
        Optional<Path> page = Optional.empty();
        try {
            page = page(run.done(), pages);
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            evidenced = false;
            reporting.say("the page of evidence could not be written: " + Problem.describeWithFile(failure));
        }
        summarise(outcome, page);
        return outcome.whole(reporting) && evidenced ? ExitCode.OK : ExitCode.SOFTWARE;
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
                done.size() + " of "
                        + batch.inputs().stream().map(Path::toString).collect(Collectors.joining(", ")),
                "limpid " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        return pages.write(batch.output().resolve(EvidenceFolder.NAME), account, batch.overwrite());
    }

    /** The different values of a property, in order. */
    private static String each(List<DenoiseWork.Result> done, Function<DenoiseWork.Result, String> property) {
        return done.stream().map(property).distinct().collect(Collectors.joining("; "));
    }

    private void summarise(BatchOutcome<DenoiseWork.Result> outcome, Optional<Path> page) {
        reporting.say("denoised " + outcome.count() + " into " + Problem.show(batch.output())
                + page.map(path -> "; evidence in " + Problem.show(path)).orElse(""));
        Map<String, Object> object = outcome.toMap(batch.output(), DenoiseWork.Result::toMap);
        object.put("evidencePage", page);
        reporting.object(object);
    }
}
