package dev.limpid.invariance;

import dev.limpid.network.invariance.InvarianceShape;
import dev.limpid.training.DiscMix;
import java.util.Optional;

/**
 * Everything that fixes a training, beside images, denoiser and code version.
 *
 * @param shape of the networks
 * @param autoencoder its training
 * @param parts in which a batch of the autoencoder is computed, one after another; 1 as published
 * @param flow its training, which follows
 * @param pool patches that are denoised once and drawn from
 * @param seed of weights, patches and draws
 * @param weights of the autoencoder's losses
 * @param discs that are put into the images, so that the model can draw what they show too few of
 */
public record InvarianceSettings(
        InvarianceShape shape,
        Stage autoencoder,
        int parts,
        Stage flow,
        int pool,
        long seed,
        Weights weights,
        Optional<DiscMix> discs) {
    /**
     * Published sizes, weights of losses and learning rates, for 400 epochs of 189 batches, then 500 of 94. Ours are the fixed pool, the
     * fall of the learning rate and the seed's draws; {@code docs/invariance.md} lists all differences.
     */
    public static final InvarianceSettings PAPER = new InvarianceSettings(
            InvarianceShape.PAPER,
            new Stage(75_600, 64, 1e-5),
            1,
            new Stage(47_000, 128, 1e-5),
            16_384,
            1332,
            new Weights(0.0011852172680049085 * 128 * 128, 0.5750362872947617, 0.12101882347522842),
            Optional.empty());

    /**
     * For two processor cores; our own. The divergence weighs less, because in a short training with the published weight, and still with
     * 0.02, the code says next to nothing of the patch (some 2 nats), and all samples look alike.
     */
    public static final InvarianceSettings SMALL = new InvarianceSettings(
            InvarianceShape.SMALL,
            new Stage(8_000, 16, 2e-4),
            1,
            new Stage(8_000, 64, 2e-4),
            6_000,
            1332,
            new Weights(0.0011852172680049085 * 128 * 128, 0.002, 0.12101882347522842),
            Optional.empty());

    /**
     * A training of one network.
     *
     * @param steps of the optimiser
     * @param batch patches a step
     * @param learningRate of Adam; falls to 0 by a half cosine over the last quarter
     */
    public record Stage(int steps, int batch, double learningRate) {
        public Stage {
            require(steps >= 1 && batch >= 2 && batch <= 4096, "at least one step of a batch of 2..4096");
            require(learningRate > 0 && learningRate < 1, "a learning rate between 0 and 1");
        }

        double rateAt(long step) {
            double flat = 0.75 * steps;
            double part = Math.max(0, (step - flat) / Math.max(1, steps - flat));
            return learningRate * 0.5 * (1 + StrictMath.cos(Math.PI * Math.min(1, part)));
        }
    }

    /**
     * How much each loss of the autoencoder counts, the critic's being 1.
     *
     * @param reconstruction of the mean absolute difference, in units of the scaled patch
     * @param divergence of the code from the standard normal, in nats
     * @param features of the difference of feature maps
     */
    public record Weights(double reconstruction, double divergence, double features) {
        public Weights {
            require(reconstruction > 0 && divergence >= 0 && features >= 0, "weights of losses that are not negative");
        }
    }

    public InvarianceSettings {
        require(
                parts >= 1 && autoencoder.batch() % parts == 0 && autoencoder.batch() / parts >= 2,
                "parts of a batch of equal size, of 2 patches at least: " + autoencoder.batch() + " patches are not "
                        + parts + " such parts");
        require(pool >= 16 && pool <= 1_000_000, "a pool of 16..1000000 patches");
    }

    /** The same with other numbers of steps. */
    public InvarianceSettings withSteps(int autoencoderSteps, int flowSteps) {
        return new InvarianceSettings(
                shape,
                new Stage(autoencoderSteps, autoencoder.batch(), autoencoder.learningRate()),
                parts,
                new Stage(flowSteps, flow.batch(), flow.learningRate()),
                pool,
                seed,
                weights,
                discs);
    }

    /** The same with another pool and seed. */
    public InvarianceSettings with(int otherPool, long otherSeed) {
        return new InvarianceSettings(shape, autoencoder, parts, flow, otherPool, otherSeed, weights, discs);
    }

    /** The same with batches of the autoencoder in parts. */
    public InvarianceSettings inParts(int number) {
        return new InvarianceSettings(shape, autoencoder, number, flow, pool, seed, weights, discs);
    }

    /** The same with another weight of the code's divergence. */
    public InvarianceSettings withDivergence(double weight) {
        Weights others = new Weights(weights.reconstruction(), weight, weights.features());
        return new InvarianceSettings(shape, autoencoder, parts, flow, pool, seed, others, discs);
    }

    /** The same with discs in the images. */
    public InvarianceSettings withDiscs(DiscMix mix) {
        return new InvarianceSettings(shape, autoencoder, parts, flow, pool, seed, weights, Optional.of(mix));
    }

    /** What a checkpoint is pinned to: all of it, of which batches in one part are not worth a word. */
    String pinned() {
        return parts == 1 ? toString().replace("parts=1, ", "") : toString();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a training of an invariance model needs " + what);
        }
    }
}
