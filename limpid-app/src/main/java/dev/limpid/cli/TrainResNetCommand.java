package dev.limpid.cli;

import dev.limpid.network.ResNet;
import dev.limpid.training.NetworkPlan;
import java.util.Map;
import picocli.CommandLine.Command;

/** Trains a ResNet on simulated low dose. */
@Command(
        name = "resnet",
        description =
                "Train a ResNet with batch normalisation for low-dose CT, on CT whose dose is lowered by simulation.")
final class TrainResNetCommand extends TrainNetworkCommand {
    /** Half of the published width and of the blocks. */
    @Override
    Preset small() {
        return Preset.ofLowDose("ResNet for low-dose CT", plan(64, 5), 8_000, 1e-3, 4);
    }

    /** Settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379). */
    @Override
    Preset paper() {
        return Preset.ofLowDose(
                        "ResNet for low-dose CT",
                        plan(ResNet.PUBLISHED_WIDTH, ResNet.PUBLISHED_BLOCKS),
                        20_000,
                        1e-4,
                        64)
                .ofPatches(64);
    }

    private static NetworkPlan plan(int width, int blocks) {
        return new NetworkPlan("resnet", Map.of("width", String.valueOf(width), "blocks", String.valueOf(blocks)));
    }
}
