package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.explain.MapKind;
import dev.limpid.image.Slice;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelFormatException;
import dev.limpid.model.ModelLibrary;
import dev.limpid.report.Account;
import dev.limpid.report.FeatureMapPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows what denoising did to the features of images. */
@Command(
        name = "explain",
        description =
                "Show feature maps before and after denoising, what was removed, and which features were lost or made.",
        footer = {
            "",
            "Of each file the middle plane is explained: NAME.explain.png and NAME.explain.json, and one page for the",
            "run, explain.html. Maps are of a restoration network, by guided backpropagation (arXiv 2310.20101,",
            "equation 2) unless --maps says otherwise. Where annotations lie beside an image (NAME.mask.png, boxes.json",
            "or annotations.json), the numbers are given for each of its lesions too. DICOM images also get objects for",
            "the archive: the pictures as a colour Secondary Capture, the maps as Parametric Maps."
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private BatchOptions batch = new BatchOptions();

    @Option(
            names = "--denoised",
            paramLabel = "PATH",
            description = "Results that are there already: a file, or a folder with the inputs' relative paths; without"
                    + " it the images are denoised on the spot.")
    private Optional<Path> denoised = Optional.empty();

    @Option(
            names = "--restoration",
            paramLabel = "FILE|NAME",
            description = "The network whose maps are shown (default: the shipped one of the modality).")
    private Optional<String> restoration = Optional.empty();

    @Option(
            names = "--maps",
            paramLabel = "KIND",
            defaultValue = "guided",
            description = "How maps are made: guided (guided backpropagation, the default), or for comparison gradient,"
                    + " smooth-grad or grad-cam.")
    private String maps = MapKind.GUIDED.optionName();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        MapKind kind = kind();
        ModelLibrary library = ModelLibrary.standard();
        Optional<ModelFile> network = named(library);
        BatchOptions.Found found = batch.find(reporting);
        int inputs = found.plan().items().size();
        if (denoised.isPresent() && !Files.isDirectory(denoised.get()) && inputs > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--denoised names one file for " + inputs + " inputs; give a folder with their relative paths");
        }
        FeatureMapPage page = new FeatureMapPage(kind);
        Set<Path> pictured = EvidencePages.spread(found.plan());
        BatchRun<ExplainWork.Result> run;
        try (MethodChoice choice = denoised.isPresent() ? method.none() : method.choice();
                RestorationMaps networks = new RestorationMaps(library, network, method.inference(), kind);
                Progress progress = Progress.of("explain", inputs, reporting::say)) {
            ExplainWork.Denoised results = denoised.isPresent()
                    ? new GivenResults(denoised.get(), method.modality())
                    : (item, image, frame, before) -> onTheSpot(
                            choice.choose(image),
                            before,
                            remark -> progress.say(Problem.show(item.source().path()) + ": " + remark));
            ExplainWork work = new ExplainWork(
                    results,
                    networks,
                    method.modality(),
                    method.range(),
                    batch.overwrite(),
                    progress::say,
                    (relative, panel) -> page.add(panel, pictured.contains(relative)));
            run = BatchRun.of(found.plan(), 1, work, reporting.listener(progress));
        }
        BatchOutcome<ExplainWork.Result> outcome = BatchOutcome.of(found, run, reporting);
        boolean whole = true;
        Optional<Path> written = Optional.empty();
        try {
            written = write(page, run.done());
        } catch (IOException | RuntimeException | OutOfMemoryError failure) {
            whole = false;
            reporting.say("the page could not be written: " + Problem.describeWithFile(failure));
        }
        reporting.say("explained " + outcome.count() + " in " + Problem.show(batch.output())
                + written.map(path -> "; page: " + Problem.show(path)).orElse(""));
        Map<String, Object> object = outcome.toMap(batch.output(), ExplainWork.Result::toMap);
        object.put("page", written);
        reporting.object(object);
        return outcome.whole(reporting) && whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private MapKind kind() {
        for (MapKind kind : MapKind.values()) {
            if (kind.optionName().equals(maps)) {
                return kind;
            }
        }
        List<String> there =
                Arrays.stream(MapKind.values()).map(MapKind::optionName).toList();
        throw Choices.unknown(spec, "kind of map", maps, there);
    }

    private Optional<ModelFile> named(ModelLibrary library) throws IOException {
        if (restoration.isEmpty()) {
            return Optional.empty();
        }
        try {
            ModelFile model = library.named(restoration.get());
            if (!model.card().task().equals(ModelCard.RESTORE)) {
                throw new ModelFormatException(
                        model.path() + " is a model to " + model.card().task() + ", not to restore");
            }
            return Optional.of(model);
        } catch (ModelFormatException wrong) {
            throw new ParameterException(spec.commandLine(), "--restoration: " + wrong.getMessage(), wrong);
        }
    }

    private static ExplainWork.After onTheSpot(MethodChoice.Chosen chosen, Slice before, Consumer<String> remarks) {
        return new ExplainWork.After(
                DenoiseWork.denoise(chosen, before, remarks),
                chosen.denoiser().describe(),
                chosen.derivation().parameters(),
                chosen.derivation().seriesKey());
    }

    private Optional<Path> write(FeatureMapPage page, List<ExplainWork.Result> done) throws IOException {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        Account account = new Account(
                each(done, ExplainWork.Result::method),
                Version.full(),
                "feature maps of " + each(done, ExplainWork.Result::restoration),
                kind().description() + ", of the sum of the restoration network's output",
                done.size() + " of "
                        + batch.inputs().stream().map(Path::toString).collect(Collectors.joining(", ")),
                "limpid " + String.join(" ", spec.commandLine().getParseResult().originalArgs()));
        Path named = batch.output().resolve("explain.html");
        Path target = batch.overwrite() ? named : AtomicFile.free(named);
        AtomicFile.write(target, batch.overwrite(), file -> page.write(file, account));
        return Optional.of(target);
    }

    /** The different values of a property, in order. */
    private static String each(List<ExplainWork.Result> done, Function<ExplainWork.Result, String> property) {
        return done.stream().map(property).distinct().collect(Collectors.joining("; "));
    }
}
