package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.invariance.AnalysisSettings;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.report.Account;
import dev.limpid.report.InvariancePage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what could have changed in images without a denoiser noticing. */
@Command(
        name = "invariance",
        description = "Show what could have changed in CT images without the denoiser noticing.",
        footer = {
            "",
            "Needs a model trained for the very denoiser by 'limpid train invariance'. Of each file the middle plane is",
            "looked at: NAME.invariance.png (a patch, samples and their spread), .gif (flips through the samples), .csv,",
            ".json, NAME.invariance-map.png (the largest change that would not have been noticed, in HU), and one page,",
            "invariance.html. Samples that the denoiser does notice are said to be so and count nowhere."
        })
final class InvarianceCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Option(
            names = "--invariance",
            paramLabel = "FILE|NAME",
            description = "The model of the denoiser's invariances (default: the one in the models' folder).")
    private Optional<String> named = Optional.empty();

    @Option(names = "--samples", paramLabel = "N", defaultValue = "100", description = "Samples (default: 100).")
    private int samples = 100;

    @Option(
            names = "--refine",
            paramLabel = "N",
            defaultValue = "0",
            description = "Steps by which each sample is moved to where the denoiser cannot tell it from the image"
                    + " (default: 0, samples as they come).")
    private int refine;

    @Option(
            names = "--at",
            paramLabel = "ROW,COLUMN",
            split = ",",
            arity = "1",
            description = "First pixel of the patch (default: that of most contrast up to 300 HU with at"
                    + " most a quarter of air).")
    private List<Integer> at = List.of();

    @Option(
            names = "--full-dose",
            paramLabel = "PATH",
            description = "The same images at full dose: a file, or a folder with the inputs' relative paths.")
    private Optional<Path> fullDose = Optional.empty();

    @Option(
            names = "--map-samples",
            paramLabel = "N",
            defaultValue = "16",
            description = "Samples for each patch of the map, 0 for no map (default: 16).")
    private int mapSamples = 16;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1332", description = "Seed (default: 1332).")
    private long seed = 1332;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        InvarianceWork.Asked asked = asked();
        ModelLibrary library = ModelLibrary.standard();
        Optional<ModelFile> file = file(library);
        BatchOptions.Found found = batch.find(reporting);
        int inputs = found.plan().items().size();
        if (fullDose.isPresent() && !Files.isDirectory(fullDose.get()) && inputs > 1) {
            throw wrong(
                    "--full-dose names one file for " + inputs + " inputs; give a folder with their relative paths");
        }
        InvariancePage page = new InvariancePage();
        BatchRun<InvarianceWork.Result> run;
        try (MethodChoice choice = method.choice();
                InvarianceModels models = new InvarianceModels(library, file, method.inference());
                Progress progress = Progress.of("invariance", inputs, reporting::say)) {
            InvarianceWork work =
                    new InvarianceWork(choice, models, asked, method.modality(), batch.overwrite(), page::add);
            run = BatchRun.of(found.plan(), 1, work, reporting.listener(progress));
        }
        BatchOutcome<InvarianceWork.Result> outcome = BatchOutcome.of(found, run, reporting);
        boolean whole = true;
        Optional<Path> written = Optional.empty();
        try {
            written = write(page, run.done());
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            whole = false;
            reporting.say("the page could not be written: " + Problem.describeWithFile(failure));
        }
        reporting.say("analysed " + outcome.count() + " in " + Problem.show(batch.output())
                + written.map(path -> "; page: " + Problem.show(path)).orElse(""));
        Map<String, Object> object = outcome.toMap(batch.output(), InvarianceWork.Result::toMap);
        object.put("page", written);
        reporting.object(object);
        return outcome.whole(reporting) && whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private InvarianceWork.Asked asked() {
        if (!at.isEmpty() && at.size() != 2) {
            throw wrong("--at takes ROW,COLUMN, two whole numbers");
        }
        if (mapSamples != 0 && (mapSamples < 2 || mapSamples > 1000)) {
            throw wrong("--map-samples is 0 or 2..1000, not " + mapSamples);
        }
        AnalysisSettings standard = AnalysisSettings.STANDARD;
        try {
            return new InvarianceWork.Asked(
                    new AnalysisSettings(samples, refine, standard.replicas(), standard.smoothing(), seed),
                    at.isEmpty() ? Optional.empty() : Optional.of(at),
                    mapSamples,
                    fullDose.map(path -> new GivenResults(path, method.modality())));
        } catch (IllegalArgumentException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private Optional<ModelFile> file(ModelLibrary library) throws IOException {
        if (named.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(library.named(named.get()));
        } catch (ModelFormatException e) {
            throw wrong("--invariance: " + e.getMessage());
        }
    }

    private Optional<Path> write(InvariancePage page, List<InvarianceWork.Result> done) throws IOException {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Account account = new Account(
                done.stream().map(InvarianceWork.Result::method).distinct().collect(Collectors.joining("; ")),
                Version.full(),
                "invariances, "
                        + done.stream()
                                .map(InvarianceWork.Result::model)
                                .distinct()
                                .collect(Collectors.joining("; ")),
                samples + " samples, " + refine + " steps of refinement, seed " + seed,
                done.size() + " of "
                        + batch.inputs().stream().map(Path::toString).collect(Collectors.joining(", ")),
                "limpid " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        Path wanted = batch.output().resolve("invariance.html");
        Path target = batch.overwrite() ? wanted : AtomicFile.free(wanted);
        AtomicFile.write(target, batch.overwrite(), path -> page.write(path, account));
        return Optional.of(target);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
