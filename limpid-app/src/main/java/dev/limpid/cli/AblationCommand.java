package dev.limpid.cli;

import dev.limpid.batch.AtomicFile;
import dev.limpid.bench.ablation.AblationJudge;
import dev.limpid.bench.ablation.AblationPlan;
import dev.limpid.bench.ablation.AblationRun;
import dev.limpid.bench.ablation.AblationTable;
import dev.limpid.model.InferenceOptions;
import dev.limpid.training.DataFolder;
import dev.limpid.training.TrainingMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Trains one denoiser in several ways, several times each, and compares what they do. */
@Command(
        name = "ablation",
        description = "Train one network in several ways and compare: values, edges, feature maps, lesions.",
        footer = {
            "",
            "PLAN names the recipe that all variants share, what differs in each, the seeds, and the images to judge by;",
            "models/recipes/ablation-cxr.json is one for the feature-preserving loss. Models that lie in OUT/models",
            "are not trained again, and one that was interrupted goes on; so another plan, data or version needs another OUT."
        })
final class AblationCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CHECKPOINT_SECONDS = 120;
    private static final Map<String, String> PARTS =
            Map.of("plan", "plan", "imagesSha256", "set of images", "codeVersion", "version of Limpid");

    @Option(names = "--plan", paramLabel = "PLAN", required = true, description = "The plan, a JSON file.")
    private Path plan = Path.of("");

    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of clean images.")
    private Path data = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUT",
            required = true,
            description = "The folder for models and tables.")
    private Path out = Path.of("");

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Compute threads (default: 0, all).")
    private int threads;

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu", description = "cpu or cuda.")
    private String device = "cpu";

    @Mixin
    private ReportingOptions reporting = new ReportingOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        AblationPlan wanted;
        TrainingMachine machine;
        try {
            wanted = AblationPlan.read(plan);
            machine = new TrainingMachine(device, threads, CHECKPOINT_SECONDS);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        DataFolder images = DataFolder.open(data);
        String command = "./limpid ablation --plan " + plan.getFileName() + " --data DATA -o OUT";
        Path models = out.resolve("models");
        Files.createDirectories(models);
        keepRecord(command, images);
        int total = wanted.variants().size() * wanted.seeds().size();
        try (Progress progress = Progress.of("ablation", total, reporting::say)) {
            AblationRun run = new AblationRun(wanted, models, machine, command, Version.full(), progress::say);
            AblationTable table = new AblationTable();
            InferenceOptions options = new InferenceOptions(device, "auto", 0, threads);
            try (AblationJudge judge = new AblationJudge(wanted, data, run.judge(images), options)) {
                progress.say(judge.images() + " images to judge by");
                // Seed by seed, so that a run that is stopped has every variant before it has many seeds.
                for (long seed : wanted.seeds()) {
                    for (AblationPlan.Variant variant : wanted.variants()) {
                        AblationRun.Trained trained = run.train(variant, seed, images);
                        table.add(variant.name(), seed, judge.measure(trained.model()));
                        write("results.csv", table.csv());
                        write("table.md", table.markdown());
                        progress.step();
                    }
                }
            }
            reporting.result(table.markdown());
            reporting.result("tables: " + out.resolve("table.md"));
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("table", out.resolve("table.md"));
            object.put("results", out.resolve("results.csv"));
            object.put("files", List.of(out.resolve("results.csv"), out.resolve("table.md")));
            reporting.object(object);
        }
        return ExitCode.OK;
    }

    /** A folder belongs to one plan and one set of images: models of others would be taken for this run's. */
    private void keepRecord(String command, DataFolder images) throws IOException {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("command", command);
        record.put("codeVersion", Version.full());
        record.put("imagesSha256", images.fingerprint(images.subsets()));
        record.put("plan", JSON.readTree(Files.readString(plan)));
        String text = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(record) + "\n";
        Path kept = out.resolve("run.json");
        if (Files.exists(kept)) {
            JsonNode before = JSON.readTree(Files.readString(kept));
            JsonNode now = JSON.readTree(text);
            for (String part : List.of("plan", "imagesSha256", "codeVersion")) {
                if (!before.path(part).equals(now.path(part))) {
                    throw new IOException(
                            out + " holds models of another " + PARTS.get(part) + "; choose another folder");
                }
            }
            return;
        }
        write("run.json", text);
    }

    private void write(String name, String text) throws IOException {
        AtomicFile.write(out.resolve(name), true, temporary -> Files.writeString(temporary, text));
    }
}
