package dev.limpid.training.adversarial;

import dev.limpid.tensor.Adam;
import dev.limpid.tensor.Compute;
import java.util.Locale;
import java.util.Optional;

/**
 * An opponent in a phase of training, whose judgement is added to the phase's loss.
 *
 * @param weight of the judgement in the denoiser's loss, above 0
 * @param learningRate of the critics; it falls as the denoiser's does
 * @param beta1 of the critics' Adam; 0.9 when left out
 * @param criticSteps of the critic of images for each step of the denoiser; 1 when left out
 * @param width channels of the critics' first layers; the published 64 when left out
 * @param dualDomain what makes it DU-GAN's game; WGAN's with gradient penalty when left out
 */
public record AdversarialTerm(
        double weight,
        double learningRate,
        Optional<Double> beta1,
        Optional<Integer> criticSteps,
        Optional<Integer> width,
        Optional<DualDomain> dualDomain) {
    private static final int PUBLISHED_WIDTH = 64;
    private static final int WIDEST = 256;
    private static final int MOST_STEPS = 20;

    /**
     * What DU-GAN's loss has beside the judgements (Huang et al., IEEE TIM 71, 2022).
     *
     * @param gradientWeight of the mean absolute difference of Sobel magnitudes
     * @param consistencyWeight of a discriminator's consistency under CutMix
     * @param cutMixShare how often images are mixed, in the end
     * @param warmUpSteps over which that share grows from 0
     */
    public record DualDomain(double gradientWeight, double consistencyWeight, double cutMixShare, int warmUpSteps) {
        public DualDomain {
            require(gradientWeight >= 0 && consistencyWeight >= 0, "weights of DU-GAN must not be negative");
            require(cutMixShare >= 0 && cutMixShare <= 1, "the share of mixed images must be in 0..1");
            require(warmUpSteps >= 0, "warm-up steps must not be negative");
        }

        private DualDomain during(double part) {
            return new DualDomain(gradientWeight, consistencyWeight, cutMixShare, (int) Math.round(warmUpSteps * part));
        }
    }

    public AdversarialTerm {
        require(weight > 0 && weight < 1e6, "an adversary needs a weight above 0");
        require(learningRate > 0 && learningRate < 1, "the critics' learning rate must be between 0 and 1");
        require(beta1.stream().allMatch(beta -> beta >= 0 && beta < 1), "beta1 must be in 0..1");
        require(
                criticSteps.stream().allMatch(steps -> steps >= 1 && steps <= MOST_STEPS),
                "a critic takes 1..20 steps for each of the denoiser");
        require(
                width.stream().allMatch(channels -> channels >= 1 && channels <= WIDEST),
                "critics have 1..256 channels in their first layers");
    }

    /**
     * The opponent, with weights at random.
     *
     * @param patch edge of the patches in pixels
     * @throws IllegalArgumentException if the critics cannot take patches of that size
     */
    public Adversary create(int patch, long seed, Compute compute) {
        requirePatch(patch);
        return dualDomain.isPresent()
                ? new DualDomainGame(this, dualDomain.get(), seed, compute)
                : new WassersteinGame(this, patch, seed, compute);
    }

    /** @throws IllegalArgumentException if the critics cannot take patches of that size */
    public void requirePatch(int patch) {
        if (dualDomain.isPresent()) {
            require(
                    patch % UNetDiscriminator.STRIDE == 0,
                    "DU-GAN's discriminators take patches whose edge is a multiple of " + UNetDiscriminator.STRIDE
                            + ", not " + patch);
        } else {
            require(
                    patch >= Critic.LEAST_EDGE,
                    "WGAN's critic takes patches of at least " + Critic.LEAST_EDGE + " pixels, not " + patch);
        }
    }

    /** The same in a phase of other length, as a part of its own. */
    public AdversarialTerm during(double part) {
        return new AdversarialTerm(
                weight, learningRate, beta1, criticSteps, width, dualDomain.map(dual -> dual.during(part)));
    }

    int channels() {
        return width.orElse(PUBLISHED_WIDTH);
    }

    int turns() {
        return criticSteps.orElse(1);
    }

    double decay() {
        return beta1.orElse(Adam.BETA1);
    }

    /** For a card. */
    public String title() {
        String game = dualDomain
                .map(part -> "DU-GAN's two discriminators (" + part.gradientWeight() + " x L1 of Sobel magnitudes)")
                .orElse("WGAN critic with gradient penalty");
        return String.format(Locale.ROOT, "%s x %s of %d channels", weight, game, channels());
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
