package dev.limpid.training;

import dev.limpid.image.ImageFormatException;
import dev.limpid.model.Dtype;
import dev.limpid.model.Safetensors;
import dev.limpid.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The state of a run between two steps: weights and the optimiser's moments in fp32, which is exactly what the next
 * step reads, so that the loss curve goes on as if it had not stopped.
 *
 * @param step steps done
 * @param seconds time spent on them
 * @param settings the run's settings as JSON; a run is only continued with the same
 * @param log the validation log so far
 * @param tensors weights under {@code weight.}, moments under {@code adam.}
 */
public record Checkpoint(long step, double seconds, String settings, String log, Map<String, float[]> tensors) {
    private static final String WEIGHT = "weight.";

    /** Of named weights, and of moments or other numbers under names of their own. */
    public static Checkpoint of(
            long step,
            double seconds,
            String settings,
            String log,
            Map<String, float[]> weights,
            Map<String, float[]> moments) {
        Map<String, float[]> all = new TreeMap<>(moments);
        weights.forEach((name, values) -> all.put(WEIGHT + name, values));
        return new Checkpoint(step, seconds, settings, log, all);
    }

    /** A weight by its name in the network. */
    public float[] weight(String name) {
        return tensor(WEIGHT + name);
    }

    /** Any tensor by its name in the file. */
    public float[] tensor(String name) {
        float[] values = tensors.get(name);
        if (values == null) {
            throw new IllegalArgumentException("the checkpoint has no tensor " + name + "; it is of another network");
        }
        return values;
    }

    /** Replaces the file, which is complete at any moment. */
    public void write(Path file) throws IOException {
        SortedMap<String, String> metadata = new TreeMap<>(Map.of(
                "limpid.checkpoint",
                "1",
                "step",
                Long.toString(step),
                "seconds",
                Double.toString(seconds),
                "settings",
                settings,
                "log",
                log));
        List<StoredTensor> stored = new ArrayList<>();
        tensors.forEach((name, values) -> stored.add(StoredTensor.ofFloats(name, Dtype.F32, values, values.length)));
        Safetensors.write(file, stored, metadata, true);
    }

    /**
     * Reads it.
     *
     * @throws IOException if the file is no checkpoint
     */
    public static Checkpoint read(Path file) throws IOException {
        Safetensors stored = Safetensors.open(file);
        Map<String, String> metadata = stored.metadata();
        if (!metadata.containsKey("limpid.checkpoint")) {
            throw new ImageFormatException(file + " is a model, not a checkpoint of a training run");
        }
        Map<String, float[]> tensors = new TreeMap<>();
        for (StoredTensor tensor : stored.tensors()) {
            tensors.put(tensor.name(), tensor.toFloats());
        }
        return new Checkpoint(
                Long.parseLong(metadata.getOrDefault("step", "0")),
                Double.parseDouble(metadata.getOrDefault("seconds", "0")),
                metadata.getOrDefault("settings", ""),
                metadata.getOrDefault("log", ""),
                tensors);
    }
}
