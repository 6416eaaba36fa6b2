package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.batch.BatchRun;
import dev.limpid.batch.Problem;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.ModelLibrary;
import dev.limpid.report.Account;
import dev.limpid.report.FeatureMapPage;
import java.io.IOException;
import java.nio.file.Files;
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

/** Shows what denoising did to the features of images. */
@Command(
        name = "explain",
        description =
                "Show feature maps before and after denoising, what was removed, and which features were lost or made.",
        footer = {
            "",
            "Of each file the middle plane is explained: NAME.explain.png and NAME.explain.json, and one page for the",
            "run, explain.html. Maps are guided backpropagation through a restoration network (arXiv 2310.20101,",
            "equation 2). Where annotations lie beside an image (NAME.mask.png, boxes.json or annotations.json), the",
            "numbers are given inside its lesions too."
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

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private MethodOptions method = new MethodOptions();

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Override
    public Integer call() throws IOException {
        BatchOptions.Found found = batch.find(reporting);
        Optional<ExplainWork.Denoised> given = denoised.map(ExplainCommand::lookup);
        BatchRun<ExplainWork.Result> run;
        try (MethodChoice choice = given.isPresent() ? method.none() : method.choice();
                RestorationMaps maps =
                        new RestorationMaps(ModelLibrary.standard(), restoration, InferenceOptions.DEFAULT);
                Progress progress = Progress.of("explain", found.plan().items().size(), reporting::say)) {
            ExplainWork work = new ExplainWork(
                    choice, maps, given, method.modality(), method.range(), batch.overwrite(), progress::say);
            run = BatchRun.of(found.plan(), 1, work, reporting.listener(progress));
        }
        BatchOutcome<ExplainWork.Result> outcome = BatchOutcome.of(found, run, reporting);
        Optional<Path> page = page(run.done());
        reporting.say("explained " + outcome.count() + " in " + Problem.show(batch.output())
                + page.map(path -> "; page: " + Problem.show(path)).orElse(""));
        Map<String, Object> object = outcome.toMap(batch.output(), ExplainWork.Result::toMap);
        object.put("page", page);
        reporting.object(object);
        return outcome.whole(reporting) ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private static ExplainWork.Denoised lookup(Path path) {
        return item -> Files.isDirectory(path) ? path.resolve(item.source().relative()) : path;
    }

    private Optional<Path> page(List<ExplainWork.Result> done) throws IOException {
        if (done.isEmpty()) {
            return Optional.empty();
        }
        FeatureMapPage page = new FeatureMapPage(new Account(
                each(done, ExplainWork.Result::method),
                Version.full(),
                "feature maps of " + each(done, ExplainWork.Result::restoration),
                "guided backpropagation with hard gates of the sum of the restoration network's output",
                done.size() + " of "
                        + batch.inputs().stream().map(Path::toString).collect(Collectors.joining(", ")),
                "limpid " + String.join(" ", spec.commandLine().getParseResult().originalArgs())));
        done.forEach(result -> page.add(result.panel()));
        Path named = batch.output().resolve("explain.html");
        Path target = batch.overwrite() ? named : AtomicFile.free(named);
        AtomicFile.write(target, batch.overwrite(), page::write);
        return Optional.of(target);
    }

    /** The different values of a property, in order. */
    private static String each(List<ExplainWork.Result> done, Function<ExplainWork.Result, String> property) {
        return done.stream().map(property).distinct().collect(Collectors.joining("; "));
    }
}
