package dev.limpid.cli;

import dev.limpid.network.TransCt;
import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a TransCT on simulated low dose. */
@Command(
        name = "transct",
        description =
                "Train a TransCT for low-dose CT, on CT whose dose is lowered by simulation: small sees 128 x 128 pixels at a time, paper 512 x 512.")
final class TrainTransCtCommand extends TrainNetworkCommand {
    /** A quarter of the edge, which is ours: a network of its own with a sixteenth of the weights. */
    @Override
    Preset small() {
        return preset(TransCt.EDGE_STEP, 8_000, 2e-4, 8);
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379). */
    @Override
    Preset paper() {
        return preset(TransCt.PUBLISHED_EDGE, 89_378, 2.39782e-5, 16);
    }

    private static Preset preset(int edge, int steps, double rate, int batch) {
        NetworkPlan plan = new NetworkPlan("transct", Map.of("edge", String.valueOf(edge)));
        return Preset.ofLowDose("TransCT for low-dose CT", plan, steps, rate, batch)
                .ofPatches(edge);
    }
}
