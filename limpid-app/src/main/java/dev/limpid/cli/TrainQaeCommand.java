package dev.limpid.cli;

import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a quadratic autoencoder on simulated low dose. */
@Command(
        name = "qae",
        description = "Train a quadratic autoencoder for low-dose CT, on CT whose dose is lowered by simulation.")
final class TrainQaeCommand extends TrainNetworkCommand {
    @Override
    Preset small() {
        return Preset.ofLowDose("Quadratic autoencoder for low-dose CT", plan(), 8_000, 5e-4, 8);
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379), which has patches of 36. */
    @Override
    Preset paper() {
        return Preset.ofLowDose("Quadratic autoencoder for low-dose CT", plan(), 94_025, 2.8428e-5, 125)
                .ofPatches(32);
    }

    private static NetworkPlan plan() {
        return new NetworkPlan("qae", Map.of());
    }
}
