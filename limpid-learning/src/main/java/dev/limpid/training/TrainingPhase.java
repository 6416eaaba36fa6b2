package dev.limpid.training;

import dev.limpid.tensor.Adam;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import dev.limpid.training.adversarial.AdversarialTerm;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A stretch of a run with its own images, loss and learning rate. A phase starts from the weights before it, rounded to
 * bf16 as a model file holds them, with a fresh optimiser: as if it went on from the model file of the phase before.
 *
 * @param subsets parts of the data folder to train on, with relative weight (before contests, which favour contrast)
 * @param steps optimiser steps
 * @param learningRate peak rate of Adam, after a linear warm-up over {@link #warmUpSteps}
 * @param cosineSteps steps over which the rate falls to 0 by a half cosine; more than {@code steps} if the phase ends
 *     before
 * @param coolDownSteps last steps, over which the rate falls linearly to 0 on top of the cosine; 0 for none
 * @param loss what is made small
 * @param augmentation how patches are varied
 * @param contest share of patches that win a contest: two are cut, and the one of the larger standard deviation, which
 *     holds the stronger edges, is taken; 0 when left out
 * @param frozen weights whose name holds this text keep their values in this phase, e.g. {@code .block} for the residual
 *     blocks of a U-Net; none when left out
 * @param degradations noises and artefacts of whole images, beside the run's noise; none when left out
 * @param feature the feature-preserving loss, added to the loss; none when left out
 * @param perceptual a loss on features of a network that is not trained, added to the loss; none when left out
 * @param adversarial an opponent whose judgement is added to the loss; none when left out
 * @param beta1 decay of Adam's running mean of gradients; 0.9 when left out
 */
public record TrainingPhase(
        List<WeightedSubset> subsets,
        int steps,
        double learningRate,
        int cosineSteps,
        int coolDownSteps,
        Loss loss,
        Augmentation augmentation,
        Optional<Double> contest,
        Optional<String> frozen,
        Optional<DegradationMix> degradations,
        Optional<FeatureTerm> feature,
        Optional<PerceptualTerm> perceptual,
        Optional<AdversarialTerm> adversarial,
        Optional<Double> beta1) {
    private static final int WARM_UP = 200;

    public TrainingPhase {
        subsets = List.copyOf(subsets);
        TrainingSettings.require(steps >= 1, "steps must be at least 1");
        TrainingSettings.require(learningRate > 0 && learningRate < 1, "the learning rate must be between 0 and 1");
        TrainingSettings.require(cosineSteps >= steps, "the cosine must last at least as long as the phase");
        double share = contest.orElse(0.0);
        TrainingSettings.require(share >= 0 && share <= 1, "the share of contests must be in 0..1");
        TrainingSettings.require(coolDownSteps >= 0 && coolDownSteps <= steps, "the cool-down must fit into the phase");
        TrainingSettings.require(
                beta1.stream().allMatch(beta -> beta >= 0 && beta < 1),
                "beta1 of a phase must be at least 0 and below 1");
        TrainingSettings.require(
                loss != Loss.NONE || perceptual.isPresent() || adversarial.isPresent(),
                "a phase without a loss needs a perceptual loss or an adversary");
    }

    /** Without a perceptual loss or an adversary. */
    public TrainingPhase(
            List<WeightedSubset> subsets,
            int steps,
            double learningRate,
            int cosineSteps,
            int coolDownSteps,
            Loss loss,
            Augmentation augmentation,
            Optional<Double> contest,
            Optional<String> frozen,
            Optional<DegradationMix> degradations,
            Optional<FeatureTerm> feature) {
        this(
                subsets,
                steps,
                learningRate,
                cosineSteps,
                coolDownSteps,
                loss,
                augmentation,
                contest,
                frozen,
                degradations,
                feature,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a weight is trained in this phase. */
    boolean trains(String weight) {
        return frozen.isEmpty() || !weight.contains(frozen.get());
    }

    /** Steps until the peak rate: 200, or a twentieth of a short phase. */
    int warmUpSteps() {
        return Math.max(1, Math.min(WARM_UP, steps / 20));
    }

    /** The rate of a step of this phase, which counts from 1. A short phase warms up over a twentieth of it. */
    double learningRateAt(long step) {
        double cosine = 0.5 * (1 + Math.cos(Math.PI * (step - 1) / cosineSteps));
        double coolDown = coolDownSteps == 0 ? 1 : Math.min(1, (steps - step + 1.0) / coolDownSteps);
        return learningRate * cosine * Math.min(1, (double) step / warmUpSteps()) * coolDown;
    }

    /**
     * Checks what is frozen against a network's weights.
     *
     * @throws IllegalArgumentException if that is none of them, or all
     */
    void requireTrains(Collection<String> weights) {
        long trained = weights.stream().filter(this::trains).count();
        if (frozen.isPresent() && (trained == 0 || trained == weights.size())) {
            throw new IllegalArgumentException("a phase freezes '" + frozen.get() + "', which "
                    + (trained == 0 ? "every weight's name holds" : "no weight's name holds"));
        }
    }

    /** The same on other images. */
    public TrainingPhase drawing(List<WeightedSubset> others) {
        return new TrainingPhase(
                others,
                steps,
                learningRate,
                cosineSteps,
                coolDownSteps,
                loss,
                augmentation,
                contest,
                frozen,
                degradations,
                feature,
                perceptual,
                adversarial,
                beta1);
    }

    /** The same against an opponent, with another loss beside it, and with or without a perceptual one. */
    public TrainingPhase against(
            AdversarialTerm opponent, Loss beside, Optional<PerceptualTerm> features, double decay) {
        return new TrainingPhase(
                subsets,
                steps,
                learningRate,
                cosineSteps,
                coolDownSteps,
                beside,
                augmentation,
                contest,
                frozen,
                degradations,
                feature,
                features,
                Optional.of(opponent),
                Optional.of(decay));
    }

    /** Decay of Adam's running mean of gradients. */
    double decay() {
        return beta1.orElse(Adam.BETA1);
    }

    /** The rate of a step as a fraction of the peak: also the critics'. */
    double rateFractionAt(long step) {
        return learningRateAt(step) / learningRate;
    }

    /** The same with the weights frozen whose name holds a text. */
    TrainingPhase freezing(String text) {
        return with(Optional.of(text), degradations, feature);
    }

    /** The same with a mix of degradations. */
    TrainingPhase degrading(DegradationMix mix) {
        return with(frozen, Optional.of(mix), feature);
    }

    /** The same with a feature loss. */
    TrainingPhase preserving(FeatureTerm term) {
        return with(frozen, degradations, Optional.of(term));
    }

    private TrainingPhase with(
            Optional<String> otherFrozen, Optional<DegradationMix> otherMix, Optional<FeatureTerm> otherTerm) {
        return new TrainingPhase(
                subsets,
                steps,
                learningRate,
                cosineSteps,
                coolDownSteps,
                loss,
                augmentation,
                contest,
                otherFrozen,
                otherMix,
                otherTerm,
                perceptual,
                adversarial,
                beta1);
    }

    /** The same with another number of steps, all of it cosine. */
    TrainingPhase withSteps(int count) {
        return new TrainingPhase(
                subsets,
                count,
                learningRate,
                count,
                0,
                loss,
                augmentation,
                contest,
                frozen,
                degradations,
                feature,
                perceptual,
                adversarial.map(term -> term.during((double) count / steps)),
                beta1);
    }
}
