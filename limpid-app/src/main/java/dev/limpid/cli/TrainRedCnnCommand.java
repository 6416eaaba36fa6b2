package dev.limpid.cli;

import dev.limpid.network.RedCnn;
import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a RED-CNN on simulated low dose. */
@Command(name = "redcnn", description = "Train a RED-CNN for low-dose CT, on CT whose dose is lowered by simulation.")
final class TrainRedCnnCommand extends TrainNetworkCommand {
    /** A third of the published width. */
    private static final int SMALL_WIDTH = 32;

    @Override
    Preset small() {
        return Preset.ofLowDose("RED-CNN for low-dose CT", plan(SMALL_WIDTH), 8_000, 5e-4, 4);
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379). */
    @Override
    Preset paper() {
        return Preset.ofLowDose("RED-CNN for low-dose CT", plan(RedCnn.PUBLISHED_WIDTH), 92_994, 9.5834e-5, 73);
    }

    private static NetworkPlan plan(int width) {
        return new NetworkPlan("redcnn", Map.of("width", String.valueOf(width)));
    }
}
