package dev.limpid.cli;

import dev.limpid.lowdose.LowDose;
import dev.limpid.training.Augmentation;
import dev.limpid.training.DegradationMix;
import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.NoiseMix;
import dev.limpid.training.TrainingPhase;
import java.util.List;
import java.util.Optional;

/**
 * What {@code --preset} fixes of a training run; the images come to it.
 *
 * @param title of the model
 * @param network and its size
 * @param patch edge of a patch in pixels
 * @param batch patches a step
 * @param noise to be removed
 * @param phases one after the other, without their images
 */
record Preset(String title, NetworkPlan network, int patch, int batch, NoiseMix noise, List<TrainingPhase> phases) {
    private static final int PATCH = 128;
    private static final DegradationMix LOW_DOSE =
            new DegradationMix(1, List.of(LowDose.NAME), 0.5, 1.6, 0.1, 64, Optional.empty(), Optional.of(1.0));

    /** One phase on patches of 128 x 128 with noise. */
    static Preset ofNoise(
            String title, NetworkPlan network, int steps, double learningRate, int batch, NoiseMix noise, Loss loss) {
        return new Preset(
                title, network, PATCH, batch, noise, List.of(phase(steps, learningRate, loss, Optional.empty())));
    }

    /** One phase of simulated low dose alone with the squared error: 0.57 to 0.12 of the full dose, a quarter in the middle. */
    static Preset ofLowDose(String title, NetworkPlan network, int steps, double learningRate, int batch) {
        return ofLowDose(title, network, PATCH, batch, List.of(lowDose(steps, learningRate, Loss.SQUARED)));
    }

    /** The same with patches of another edge. */
    Preset ofPatches(int edge) {
        return new Preset(title, network, edge, batch, noise, phases);
    }

    /** Phases of {@link #lowDose}. */
    static Preset ofLowDose(String title, NetworkPlan network, int patch, int batch, List<TrainingPhase> phases) {
        return new Preset(title, network, patch, batch, NoiseMix.none(), phases);
    }

    /** A phase of simulated low dose. */
    static TrainingPhase lowDose(int steps, double learningRate, Loss loss) {
        return phase(steps, learningRate, loss, Optional.of(LOW_DOSE));
    }

    private static TrainingPhase phase(
            int steps, double learningRate, Loss loss, Optional<DegradationMix> degradations) {
        return new TrainingPhase(
                List.of(),
                steps,
                learningRate,
                steps,
                0,
                loss,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                degradations,
                Optional.empty());
    }
}
