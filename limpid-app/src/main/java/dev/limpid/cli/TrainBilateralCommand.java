package dev.limpid.cli;

import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains bilateral filters on simulated low dose. */
@Command(
        name = "bilateral",
        description =
                "Train the twelve widths of three bilateral filters for low-dose CT, on CT whose dose is lowered by simulation.")
final class TrainBilateralCommand extends TrainNetworkCommand {
    @Override
    Preset small() {
        return Preset.ofLowDose("Trained bilateral filters for low-dose CT", plan(), 2_000, 2e-4, 2);
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379), which has patches of 121. */
    @Override
    Preset paper() {
        return Preset.ofLowDose("Trained bilateral filters for low-dose CT", plan(), 74_981, 4.0014e-5, 2);
    }

    @Override
    String network() {
        return plan().name();
    }

    private static NetworkPlan plan() {
        return new NetworkPlan("bilateral-trained", Map.of());
    }
}
