package dev.limpid.cli;

import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a CNN-10 on simulated low dose. */
@Command(name = "cnn10", description = "Train a CNN-10 for low-dose CT, on CT whose dose is lowered by simulation.")
final class TrainCnn10Command extends TrainNetworkCommand {
    @Override
    Preset small() {
        return Preset.ofLowDose("CNN-10 for low-dose CT", plan(), 8_000, 1e-3, 8);
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379), which has patches of 92. */
    @Override
    Preset paper() {
        return Preset.ofLowDose("CNN-10 for low-dose CT", plan(), 86_188, 1.5837e-4, 68);
    }

    private static NetworkPlan plan() {
        return new NetworkPlan("cnn10", Map.of());
    }
}
