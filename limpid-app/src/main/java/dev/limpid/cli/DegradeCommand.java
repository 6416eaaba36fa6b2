package dev.limpid.cli;

import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

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
    private static final long MEMORY_AN_IMAGE = 1L << 30;

    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Mixin
    private DegradeOptions degradation = new DegradeOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        DegradeWork.Draws draws = degradation.draws();
        BatchOptions.Found found = batch.find(reporting);
        BatchRun<DegradeWork.Result> run;
        try (Progress progress = Progress.of("degrade", found.plan().items().size(), reporting::say)) {
            DegradeWork work = new DegradeWork(draws, degradation.modality(), batch.output(), batch.overwrite());
            run = BatchRun.of(found.plan(), parallelImages(), work, reporting.listener(progress));
        }
        BatchOutcome<DegradeWork.Result> outcome = BatchOutcome.of(found, run, reporting);
        Path records = batch.output().resolve(EvidenceFolder.NAME);
        reporting.say("degraded " + outcome.count() + " into " + Problem.show(batch.output())
                + (outcome.done().isEmpty() ? "" : "; records in " + Problem.show(records)));
        reporting.object(outcome.toMap(batch.output(), DegradeWork.Result::toMap));
        return outcome.whole(reporting) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static int parallelImages() {
        Runtime runtime = Runtime.getRuntime();
        return (int) Math.max(1, Math.min(runtime.availableProcessors(), runtime.maxMemory() / MEMORY_AN_IMAGE));
    }
}
