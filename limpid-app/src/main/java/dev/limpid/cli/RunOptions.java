package dev.limpid.cli;

import dev.limpid.training.TrainingMachine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where a training run finds its images and leaves its model, and on what it is computed: options of runs with lesions. */
final class RunOptions {
    @Option(names = "--data", paramLabel = "DIR", required = true, description = "The folder of annotated images.")
    private Path data = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "MODEL",
            required = true,
            description = "The model file to write, NAME.safetensors.")
    private Path target = Path.of("");

    @Option(names = "--device", paramLabel = "DEVICE", defaultValue = "cpu", description = "cpu or cuda.")
    private String device = "cpu";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Compute threads (default: 0, all).")
    private int threads;

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

    TrainingMachine machine() {
        try {
            return new TrainingMachine(device, threads, checkpointSeconds);
        } catch (IllegalArgumentException e) {
            throw wrong(e);
        }
    }

    /** The model's name, made of its file's. */
    String modelName() {
        String name = target.getFileName().toString().replaceFirst("\\.safetensors$", "");
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }

    /** Wrong usage, as the failure says it. */
    ParameterException wrong(IllegalArgumentException cause) {
        return new ParameterException(command.commandLine(), String.valueOf(cause.getMessage()), cause);
    }

    /** The command that makes this model again, without what only matters to one run of it. */
    String commandText() {
        List<String> words = new ArrayList<>(
                command.commandLine().getParent().getParent().getParseResult().originalArgs());
        words.removeAll(List.of("--resume", "--overwrite"));
        return "./limpid " + String.join(" ", words);
    }
}
