package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.bench.BenchRun;
import dev.limpid.bench.Benchmark;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelFile;
import dev.limpid.model.ModelLibrary;
import dev.limpid.training.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Measures a model beside the classical filters on images with Gaussian noise. */
@Command(
        name = "bench",
        description = "Measure a model beside the classical filters on test patients, with Gaussian noise.",
        footer = {
            "",
            "DIR needs a splits.json with val and test patients: filters are tuned on val by PSNR, and test is measured",
            "once. OUT gets results.csv (every image), table.md and run.json. PSNR is the true one, over the range."
        })
final class BenchCommand implements Callable<Integer> {
    private static final String MEASUREMENTS = "results.csv";
    private static final String TABLE = "table.md";
    private static final String RECORD = "run.json";

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of images.")
    private Path data = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The folder for the tables.")
    private Path out = Path.of("");

    @Option(names = "--subset", paramLabel = "NAME", required = true, description = "A subset of splits.json.")
    private String subset = "";

    @Option(names = "--model", paramLabel = "FILE|NAME", required = true, description = "The model to measure.")
    private String model = "";

    @Option(names = "--split", paramLabel = "val|test", defaultValue = "test", description = "Default: test.")
    private String split = "test";

    @Option(
            names = "--sigma",
            paramLabel = "S",
            defaultValue = "0.1",
            description = "Noise (default: 0.1 of the range).")
    private double sigma = 0.1;

    @Option(names = "--clip", description = "Clip noisy values to the range, as 8-bit storage does.")
    private boolean clip;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of the noise (default: 1).")
    private long seed = 1;

    @Option(names = "--precision", paramLabel = "P", defaultValue = "auto", description = "auto, fp32 or bf16.")
    private String precision = "auto";

    @Option(names = "--update-card", description = "Write the figures into the model's card.")
    private boolean updateCard;

    @Option(names = "--overwrite", description = "Replace tables that are there.")
    private boolean overwrite;

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        DataFolder.Split part = switch (split) {
            case "val" -> DataFolder.Split.VAL;
            case "test" -> DataFolder.Split.TEST;
            default -> throw new ParameterException(spec.commandLine(), "--split is val or test");
        };
        if (!(sigma > 0 && Double.isFinite(sigma))) {
            throw new ParameterException(spec.commandLine(), "--sigma must be above 0, not " + sigma);
        }
        DataFolder folder = DataFolder.open(data);
        if (folder.entries(subset, part).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "subset '" + subset + "' has no " + split + " images; there are " + folder.subsets());
        }
        for (String name : List.of(MEASUREMENTS, TABLE, RECORD)) {
            AtomicFile.refuseExisting(out.resolve(name), overwrite);
        }
        ModelFile file = ModelLibrary.standard().named(model);
        Optional<IntensityRange> range = file.card().input().range();
        Benchmark benchmark = new Benchmark(folder, subset, range, sigma, clip, seed, reporting::say);
        List<DenoiserProvider> providers = Methods.providers();
        BenchRun run;
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(file, new InferenceOptions("cpu", precision, 0, 0))) {
            run = BenchRun.of(benchmark, part, providers, List.of(denoiser), reporting::say);
        }
        String command = "./limpid "
                + String.join(
                        " ", spec.commandLine().getParent().getParseResult().originalArgs());
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("command", command);
        record.put("codeVersion", Version.full());
        record.put("model", file.card().name());
        record.put("sha256", file.sha256());
        record.put("noise", String.format(Locale.ROOT, "gaussian sigma=%s%s", sigma, clip ? ", clipped" : ""));
        record.put("seed", seed);
        record.put("settings", run.settings());
        record.put("unreadable", run.unreadable());
        write(MEASUREMENTS, run.csv());
        write(TABLE, run.markdown());
        write(RECORD, Json.write(record) + "\n");
        boolean whole = run.unreadable().isEmpty();
        if (updateCard && !whole) {
            reporting.say("the model's card stays as it was: files that could not be read: "
                    + run.unreadable().size());
        } else if (updateCard) {
            file.withCard(file.path(), file.card().withResults(run.results()).withEvaluationCommand(command), true);
        }
        reporting.result(run.markdown());
        reporting.object(record);
        return whole ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(out.resolve(name), overwrite, temporary -> Files.writeString(temporary, text));
    }
}
