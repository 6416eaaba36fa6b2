package dev.limpid.cli;

import dev.limpid.network.RedCnn;
import dev.limpid.tensor.Adam;
import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.adversarial.AdversarialTerm;
import dev.limpid.training.adversarial.AdversarialTerm.DualDomain;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Trains DU-GAN on simulated low dose: the network is a RED-CNN, and so is what its models say. */
@Command(
        name = "dugan",
        description =
                "Train DU-GAN for low-dose CT: a RED-CNN against U-Net discriminators of images and of gradients.")
final class TrainDuGanCommand extends TrainNetworkCommand {
    private static final String TITLE = "DU-GAN for low-dose CT";
    private static final int SMALL_WIDTH = 32;

    /**
     * Published weights are for images in a unit of 502 HU, of which ours are a quarter: the squared error here counts a sixteenth,
     * so all else is divided by 16, and what is linear in the image is not multiplied by 4 again, since critics see that unit.
     */
    private static final double UNIT = 16;

    /** Half of the steps with the squared error alone, because critics learn slowly; discriminators of an eighth of the width. */
    @Override
    Preset small() {
        return Preset.ofLowDose(
                TITLE,
                plan(SMALL_WIDTH),
                64,
                8,
                List.of(
                        Preset.lowDose(4_000, 5e-4, Loss.SQUARED),
                        Preset.lowDose(4_000, 1e-4, Loss.SQUARED)
                                .against(
                                        game(1e-4, Optional.of(8), 500, 1),
                                        Loss.SQUARED,
                                        Optional.empty(),
                                        Adam.BETA1)));
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379). */
    @Override
    Preset paper() {
        double rate = 1.24362e-5;
        return Preset.ofLowDose(
                TITLE,
                plan(RedCnn.PUBLISHED_WIDTH),
                128,
                92,
                List.of(Preset.lowDose(33_875, rate, Loss.SQUARED)
                        .against(game(rate, Optional.empty(), 7_615, 2), Loss.SQUARED, Optional.empty(), Adam.BETA1)));
    }

    @Override
    String network() {
        return "redcnn";
    }

    private static AdversarialTerm game(double rate, Optional<Integer> width, int warmUp, int steps) {
        DualDomain dual = new DualDomain(27.8145 / UNIT, 2.64787, 0.5, warmUp);
        return new AdversarialTerm(
                0.080335 / UNIT, rate, Optional.empty(), Optional.of(steps), width, Optional.of(dual));
    }

    private static NetworkPlan plan(int width) {
        return new NetworkPlan("redcnn", Map.of("width", String.valueOf(width)));
    }
}
