package dev.limpid.lesion.training;

import dev.limpid.network.Network;
import dev.limpid.network.detector.Detector;
import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Parameters;
import dev.limpid.training.Checkpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Denoiser and detector with their optimisers, and how both go into one checkpoint: under names with a prefix. */
final class LidnetModels implements AutoCloseable {
    static final String DENOISER = "denoiser.";
    static final String DETECTOR = "detector.";
    private static final String BEST = "best.";

    private final Network denoiser;
    private final Detector detector;
    private final Adam denoiserAdam;
    private final Adam detectorAdam;
    private Map<String, float[]> best = Map.of();

    /** @param denoiser with values, as the detector; both are the caller's to close */
    LidnetModels(Network denoiser, Detector detector) {
        this.denoiser = denoiser;
        this.detector = detector;
        this.denoiserAdam = new Adam(denoiser.parameters());
        this.detectorAdam = new Adam(detector.parameters());
    }

    Network denoiser() {
        return denoiser;
    }

    Detector detector() {
        return detector;
    }

    Adam denoiserAdam() {
        return denoiserAdam;
    }

    Adam detectorAdam() {
        return detectorAdam;
    }

    /** Keeps the weights as they are now. */
    void keepAsBest() {
        best = weights();
    }

    /** The weights that were kept, or those of now where none were. */
    Map<String, float[]> bestWeights() {
        return best.isEmpty() ? weights() : best;
    }

    private Map<String, float[]> weights() {
        Map<String, float[]> all = new TreeMap<>();
        denoiser.parameters().values().forEach((name, values) -> all.put(DENOISER + name, values));
        detector.parameters().values().forEach((name, values) -> all.put(DETECTOR + name, values));
        return all;
    }

    /** Everything but the weights: moments, and the best weights. */
    Map<String, float[]> rest() {
        Map<String, float[]> all = new TreeMap<>();
        denoiserAdam.state().forEach((name, values) -> all.put(DENOISER + name, values));
        detectorAdam.state().forEach((name, values) -> all.put(DETECTOR + name, values));
        best.forEach((name, values) -> all.put(BEST + name, values));
        return all;
    }

    Checkpoint checkpoint(long step, double seconds, String settings, String log, Map<String, float[]> more) {
        Map<String, float[]> all = rest();
        all.putAll(more);
        return Checkpoint.of(step, seconds, settings, log, weights(), all);
    }

    /** Puts a checkpoint's weights in place; before {@link #LidnetModels}, which takes the tensors as they are. */
    static void putWeights(Checkpoint checkpoint, Network denoiser, Detector detector, Compute compute) {
        put(checkpoint, DENOISER, denoiser.parameters(), compute);
        put(checkpoint, DETECTOR, detector.parameters(), compute);
    }

    private static void put(Checkpoint checkpoint, String prefix, Parameters parameters, Compute compute) {
        parameters.shapes().keySet().forEach(name -> parameters.put(name, checkpoint.weight(prefix + name), compute));
    }

    /** Goes on with a checkpoint's moments and best weights. */
    void restore(Checkpoint checkpoint) {
        denoiserAdam.restore(part(checkpoint, DENOISER)::tensor);
        detectorAdam.restore(part(checkpoint, DETECTOR)::tensor);
        Map<String, float[]> kept = part(checkpoint, BEST).tensors();
        best = Map.copyOf(kept);
    }

    private static Checkpoint part(Checkpoint checkpoint, String prefix) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        checkpoint.tensors().forEach((name, values) -> {
            if (name.startsWith(prefix)) {
                tensors.put(name.substring(prefix.length()), values);
            }
        });
        return new Checkpoint(
                checkpoint.step(), checkpoint.seconds(), checkpoint.settings(), checkpoint.log(), tensors);
    }

    @Override
    public void close() {
        denoiserAdam.close();
        detectorAdam.close();
    }
}
