package dev.limpid.cli;

import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.NoiseMix;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a U-Net. */
@Command(
        name = "unet",
        description = "Train a U-Net denoiser for a mix of Gaussian, Poisson, Rician and speckle noise.")
final class TrainUnetCommand extends TrainNetworkCommand {
    @Override
    Preset small() {
        return preset(32, 14_000, 4);
    }

    @Override
    Preset paper() {
        return preset(64, 200_000, 16);
    }

    private static Preset preset(int base, int steps, int batch) {
        NetworkPlan plan = new NetworkPlan("unet", Map.of("base", String.valueOf(base)));
        return Preset.ofNoise("U-Net", plan, steps, 1e-3, batch, NoiseMix.standard(), Loss.SQUARED);
    }
}
