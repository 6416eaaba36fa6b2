package dev.limpid.cli;

import dev.limpid.model.ModelFile;
import dev.limpid.training.RunFiles;
import dev.limpid.training.TrainingMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a training run finds its images and leaves its model. */
final class RunOptions {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of images.")
    private Path data = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The model file to write, NAME.safetensors.")
    private Path target = Path.of("");

    @Option(
            names = "--checkpoint-seconds",
            paramLabel = "N",
            defaultValue = "120",
            description = "Seconds between checkpoints (default: 120).")
    private int checkpointSeconds = 120;

    @Option(names = "--resume", description = "Go on from the checkpoint beside MODEL, if there is one.")
    private boolean resume;

    @Option(names = "--overwrite", description = "Replace MODEL if it is there.")
    private boolean overwrite;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    Path data() {
        return data;
    }

    Path target() {
        return target;
    }

    boolean resume() {
        return resume;
    }

    boolean overwrite() {
        return overwrite;
    }

    /** @throws ParameterException if there is no such device or number of threads */
    TrainingMachine machine(String device, int threads) {
        try {
            return new TrainingMachine(device, threads, checkpointSeconds);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    /** The model's name, made of its file's. */
    String modelName() {
        return new RunFiles(target, resume, overwrite).modelName();
    }

    /** Wrong usage, as the failure says it. */
    ParameterException wrong(IllegalArgumentException cause) {
        return new ParameterException(command.commandLine(), String.valueOf(cause.getMessage()), cause);
    }

    /**
     * The command that makes this model again, without what only matters to one run of it.
     *
     * @param others options with a value that only matter to one run, too
     */
    String commandText(String... others) {
        List<String> words = new ArrayList<>(
                command.commandLine().getParent().getParent().getParseResult().originalArgs());
        words.removeAll(List.of("--resume", "--overwrite"));
        for (String name : others) {
            int at = words.indexOf(name);
            if (at >= 0) {
                words.subList(at, Math.min(words.size(), at + 2)).clear();
            }
            words.removeIf(word -> word.startsWith(name + "="));
        }
        return "./limpid " + String.join(" ", words);
    }

    /** Tells of the model that was trained. */
    static void tell(ModelFile model, ReportingOptions reporting) throws IOException {
        reporting.result("trained " + model.card().summary() + ": " + model.path());
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("model", model.path());
        object.put("sha256", model.sha256());
        object.put("seconds", model.card().training().wallSeconds());
        reporting.object(object);
    }
}
