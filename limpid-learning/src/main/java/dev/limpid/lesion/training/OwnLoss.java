package dev.limpid.lesion.training;

import dev.limpid.tensor.Adam;
import dev.limpid.training.adversarial.AdversarialTerm;
import java.util.Optional;

/** What a denoiser makes small by itself, whatever a detector says: the loss of its own publication, or the plain one. */
public enum OwnLoss {
    /** Mean squared error. */
    MSE("mse", Adam.BETA1, Optional.empty()),
    /**
     * That of WGAN-VGG (Yang et al., IEEE TMI 37(6), 2018): the error of features, of a restoration network instead of VGG-19, and
     * the judgement of a critic of patches of 64 pixels. Weights, width and the critic's rate are those by which the shipped one was
     * trained ({@code models/recipes/ct-wganvgg.json}); the critic starts at random, also beside a trained denoiser, and takes one
     * step before each of the denoiser's, for which the denoiser is computed once more.
     */
    WGAN_VGG(
            "wgan-vgg",
            0.5,
            Optional.of(new AdversarialTerm(
                    0.001, 2e-4, Optional.of(0.5), Optional.empty(), Optional.of(16), Optional.empty())));

    private final String optionName;
    private final double beta1;
    private final Optional<AdversarialTerm> game;

    OwnLoss(String optionName, double beta1, Optional<AdversarialTerm> game) {
        this.optionName = optionName;
        this.beta1 = beta1;
        this.game = game;
    }

    /** The name on the command line. */
    public String optionName() {
        return optionName;
    }

    /** Of the denoiser's Adam. */
    double beta1() {
        return beta1;
    }

    /** The opponent; a loss that has one compares features of a restoration network. */
    Optional<AdversarialTerm> game() {
        return game;
    }

    /** All that a checkpoint is pinned to and a run's record tells. */
    String settings() {
        return game.map(term -> term + ", beta1 " + beta1 + ", patches of " + DenoiserLoss.PATCH)
                .orElse(optionName);
    }

    /** For a card. @param features what the network's features are called */
    String title(String features) {
        return game.map(term ->
                        "L1 of " + features + " + " + term.title() + " (patches of " + DenoiserLoss.PATCH + " pixels)")
                .orElse("mean squared error");
    }
}
