package dev.limpid.cli;

import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.NoiseMix;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a DnCNN for noise levels that it is not told (DnCNN-B, without batch normalisation). */
@Command(name = "dncnn", description = "Train a DnCNN for Gaussian noise of any level up to 55/255.")
final class TrainDncnnCommand extends TrainNetworkCommand {
    /** The published range of the blind network. */
    private static final double LARGEST_SIGMA = 55.0 / 255;

    @Override
    Preset small() {
        return preset(32, 14_000, 1e-3, 4);
    }

    /** The published network for unknown noise levels has 20 layers. */
    @Override
    Preset paper() {
        return preset(64, 200_000, 1e-4, 16);
    }

    private static Preset preset(int width, int steps, double learningRate, int batch) {
        NetworkPlan plan = new NetworkPlan("dncnn", Map.of("depth", "20", "width", String.valueOf(width)));
        NoiseMix noise = NoiseMix.gaussianUpTo(LARGEST_SIGMA);
        return Preset.ofNoise("DnCNN", plan, steps, learningRate, batch, noise, Loss.SQUARED);
    }
}
