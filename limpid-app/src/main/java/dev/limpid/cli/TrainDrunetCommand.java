package dev.limpid.cli;

import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.NoiseMix;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a DRUNet. */
@Command(
        name = "drunet",
        description = "Train a DRUNet, which removes Gaussian noise of a level it is told: the denoiser of DPIR.")
final class TrainDrunetCommand extends TrainNetworkCommand {
    /** The published range of noise levels. */
    static final double LARGEST_SIGMA = 50.0 / 255;

    @Override
    Preset small() {
        return preset("16,32,64,128", 20_000, 2e-3, 4);
    }

    /** Widths, blocks and rate as published; batches of 16 patches. */
    @Override
    Preset paper() {
        return preset("64,128,256,512", 400_000, 1e-4, 16);
    }

    private static Preset preset(String widths, int steps, double learningRate, int batch) {
        NetworkPlan plan = new NetworkPlan("drunet", Map.of("widths", widths, "blocks", "4"));
        NoiseMix noise = NoiseMix.gaussianUpTo(LARGEST_SIGMA);
        return Preset.ofNoise("DRUNet", plan, steps, learningRate, batch, noise, Loss.ABSOLUTE);
    }
}
