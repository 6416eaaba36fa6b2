package dev.limpid.cli;

import dev.limpid.batch.Problem;
import dev.limpid.bench.BenchListener;
import dev.limpid.bench.BenchMethod;
import dev.limpid.bench.BenchPlan;
import dev.limpid.bench.BenchPlanner;
import dev.limpid.bench.BenchRequest;
import dev.limpid.bench.Benchmark;
import dev.limpid.bench.Corruption;
import dev.limpid.bench.PlanSettings;
import dev.limpid.bench.RunFolder;
import dev.limpid.bench.SampleFile;
import dev.limpid.bench.SeverityFit;
import dev.limpid.bench.layout.ImageCollection;
import dev.limpid.image.Modality;
import dev.limpid.model.ModelFile;
import dev.limpid.training.DataFolder.Split;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The paper's tables on anybody's images. */
@Command(
        name = "bench",
        description = "Degrade images, denoise them by every method, and measure: the paper's tables on your images.",
        footer = {
            "",
            "Patients, not images, are split: those whose images are measured are never tuned on. Without splits.json a",
            "fifth of the patients, chosen by --seed, test and a tenth validate. A run that ended early goes on when the",
            "same command is given again.",
            "OUT gets index.html (tables, pictures, plots), results.csv (every image), draws.csv (what it was degraded",
            "with), tables.csv and results.json (means with 95 %% intervals), table.md, timings.csv, run.json, journal.",
            "VIF needs 41 x 41 pixels: of smaller images its field is empty, and the means are those of the others.",
            "A model's card is measured by:",
            "  limpid bench --data DIR --subset ct --model ct -o OUT --kinds gaussian --set gaussian.sigma=0.1",
            "    --no-clip --methods gaussian,median,nl-means --columns tuned --tuning-images 12 --update-card"
        })
final class BenchCommand implements Callable<Integer> {
    @Mixin
    private BenchDataOptions dataOptions = new BenchDataOptions();

    @Mixin
    private BenchRowOptions rowOptions = new BenchRowOptions();

    @Mixin
    private BenchColumnOptions columnOptions = new BenchColumnOptions();

    @Mixin
    private BenchLowDoseOptions lowDose = new BenchLowDoseOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The folder for the results.")
    private Path out = Path.of("");

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of degradations, samples, splits and intervals (default: 1).")
    private long seed = 1;

    @Option(
            names = "--fit",
            description = "Instead of the tables: at which severity the mean, median, gaussian and wavelet columns come"
                    + " closest to the paper's; writes OUT/fit.md.")
    private boolean fit;

    @Option(names = "--update-card", description = "Write the figures into the cards of the models.")
    private boolean updateCard;

    @Option(names = "--overwrite", description = "Begin anew where OUT holds results.")
    private boolean overwrite;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        lowDose.refuseGeneral();
        try (BenchMethods methods = columnOptions.open()) {
            ImageCollection collection = dataOptions.collection(seed);
            collection.leftOut().forEach((reason, count) -> reporting.say("left out " + count + ": " + reason));
            collection.broken().forEach(line -> reporting.say(Problem.oneLine(line)));
            List<String> subsets = dataOptions.subsets(collection);
            boolean paired = lowDose.paired(collection, subsets);
            List<Corruption> rows = lowDose.asked()
                    ? rowOptions.lowDose(lowDose.doses(paired), paired, seed)
                    : rowOptions.corruptions(seed, paired);
            BenchRequest request = new BenchRequest(
                    collection,
                    subsets,
                    dataOptions.part(),
                    dataOptions.sample(seed),
                    dataOptions.images(lowDose.anatomy(collection.subsets())),
                    rows,
                    fit ? columnOptions.fitted(methods) : columns(methods, collection, subsets, paired),
                    rowOptions.sweep(fit ? Integer.MAX_VALUE : lowDose.asked() ? 0 : rowOptions.severityPlot(rows)),
                    dataOptions.paper(),
                    lowDose.metrics());
            BenchPlan plan = plan(request);
            noteLeftOut(plan, subsets);
            Map<String, Object> settings = PlanSettings.of(plan, Version.full());
            settings.put("task", fit ? "fit" : "tables");
            settings.put("split", dataOptions.part().name().toLowerCase(Locale.ROOT));
            RunFolder folder = RunFolder.open(out, RunAbout.of(spec), settings, overwrite);
            if (dataOptions.train() > 0) {
                SampleFile.write(folder, plan, collection, dataOptions.train());
            }
            int code = fit ? fit(plan, folder) : tables(plan, folder, methods.models());
            return collection.broken().isEmpty() ? code : ExitCode.SOFTWARE;
        }
    }

    /** Of pairs there may be so few that no patient is left to tune on; then filters have their defaults. */
    private BenchRequest.Methods columns(
            BenchMethods methods, ImageCollection collection, List<String> subsets, boolean paired) throws IOException {
        BenchRequest.Methods columns = columnOptions.methods(methods, lowDose.asked(), reporting::say);
        Split tuning = dataOptions.part() == Split.VAL ? Split.TRAIN : Split.VAL;
        boolean tunable = subsets.stream()
                .noneMatch(subset -> collection.files(subset, tuning).isEmpty());
        if (!paired || tunable || !columns.tuned() || !columns.defaults()) {
            return columns;
        }
        reporting.say("without tuned columns: there are too few patients to keep some to tune on");
        return new BenchRequest.Methods(columns.named(), columns.shipped(), true, false);
    }

    private void noteLeftOut(BenchPlan plan, List<String> subsets) {
        for (String subset : subsets) {
            if (plan.blocks().stream().noneMatch(block -> block.shows(subset))) {
                reporting.say("without " + subset + ": its images are no CT");
            }
        }
        plan.blocks().stream()
                .filter(block -> !block.windowReason().isEmpty())
                .forEach(block -> reporting.say(block.subset() + ": " + block.windowReason()));
        if (!fit && columnOptions.isModelChosen()) {
            plan.blocks().stream()
                    .filter(block -> block.modality() == Modality.OTHER
                            && block.methods().stream().noneMatch(BenchMethod::isModel))
                    .forEach(block ->
                            reporting.say(block.subset() + ": without a model, since its images do not say what"
                                    + " they show; give --modality (ct, xray or mr), or --model"));
        }
    }

    private BenchPlan plan(BenchRequest request) throws IOException {
        try {
            return new BenchPlanner(request).plan();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int tables(BenchPlan plan, RunFolder folder, List<ModelFile> models) throws IOException {
        String split = dataOptions.part().name().toLowerCase(Locale.ROOT);
        Benchmark run;
        try (Listener listener = new Listener()) {
            run = Benchmark.run(plan, folder, split, listener);
        }
        boolean whole = run.failures().isEmpty() && run.missing() == 0;
        if (updateCard && !whole) {
            reporting.say("the model's card stays as it was: " + run.missing() + " results are missing");
        } else if (updateCard) {
            for (ModelFile file : models) {
                file.withCard(
                        file.path(), file.card().withResults(run.results()).withEvaluationCommand(command()), true);
            }
        }
        reporting.result(run.markdown());
        reporting.say("page: " + out.resolve("index.html"));
        Map<String, Object> object = new LinkedHashMap<>(folder.record());
        object.put("page", out.resolve("index.html"));
        object.put("results", run.summary());
        reporting.object(object);
        return whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private int fit(BenchPlan plan, RunFolder folder) throws IOException {
        SeverityFit.Outcome outcome;
        try (Listener listener = new Listener()) {
            outcome = SeverityFit.run(plan, folder, listener);
        }
        reporting.result(outcome.markdown());
        Map<String, Object> object = new LinkedHashMap<>(folder.record());
        object.put("severities", outcome.best());
        reporting.object(object);
        return outcome.failures().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private String command() {
        return "./limpid "
                + String.join(
                        " ", spec.commandLine().getParent().getParseResult().originalArgs());
    }

    /** Shows how the run goes on. */
    private final class Listener implements BenchListener, AutoCloseable {
        private Progress progress = Progress.of("bench", 0, reporting::say);

        @Override
        public void planned(int steps, int done) {
            if (done > 0) {
                reporting.say("going on with a run of which " + done + " of " + steps + " steps are done");
            }
            progress = Progress.of("bench", steps - done, reporting::say);
        }

        @Override
        public void step() {
            progress.step();
        }

        @Override
        public void say(String line) {
            progress.say(line);
        }

        @Override
        public void failed(String line, Throwable cause) {
            progress.say(Problem.oneLine(line) + reporting.trace(cause));
        }

        @Override
        public void close() {
            progress.close();
        }
    }
}
