package dev.limpid.cli;

import dev.limpid.training.Loss;
import dev.limpid.training.NetworkPlan;
import dev.limpid.training.PerceptualTerm;
import dev.limpid.training.adversarial.AdversarialTerm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Trains WGAN-VGG on simulated low dose. */
@Command(
        name = "wganvgg",
        description = "Train WGAN-VGG for low-dose CT: a chain of convolutions against a critic, with a perceptual loss"
                + " instead of one on pixels (--vgg19 or --restoration).")
final class TrainWganVggCommand extends TrainNetworkCommand {
    private static final String TITLE = "WGAN-VGG for low-dose CT";

    /** The critic has the published number of weights at 76 to 83 pixels; published are patches of 77. */
    private static final int PATCH = 80;

    /**
     * The pixel error first, because critics learn slowly; a critic of a quarter of the width. The perceptual weight is for the
     * encoder of {@code ct-restoration}.
     */
    @Override
    Preset small() {
        AdversarialTerm critic =
                new AdversarialTerm(1e-3, 2e-4, Optional.of(0.5), Optional.empty(), Optional.of(16), Optional.empty());
        return Preset.ofLowDose(
                TITLE,
                plan(),
                PATCH,
                8,
                List.of(
                        Preset.lowDose(4_000, 1e-3, Loss.SQUARED),
                        Preset.lowDose(4_000, 2e-4, Loss.SQUARED)
                                .against(critic, Loss.NONE, Optional.of(new PerceptualTerm(1)), 0.5)));
    }

    /** Tuned settings of ldct-benchmark (Med Phys 2024, doi 10.1002/mp.17379). */
    @Override
    Preset paper() {
        double beta1 = 0.326;
        AdversarialTerm critic = new AdversarialTerm(
                1, 7.0969e-5, Optional.of(beta1), Optional.of(1), Optional.empty(), Optional.empty());
        return Preset.ofLowDose(
                TITLE,
                plan(),
                PATCH,
                77,
                List.of(Preset.lowDose(67_306, 7.0969e-5, Loss.SQUARED)
                        .against(critic, Loss.NONE, Optional.of(new PerceptualTerm(0.68933)), beta1)));
    }

    private static NetworkPlan plan() {
        return new NetworkPlan("wganvgg", Map.of());
    }
}
