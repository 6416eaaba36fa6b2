package dev.limpid.network.invariance;

import dev.limpid.tensor.Compute.Precision;

/**
 * Why and how a network is computed.
 *
 * @param use why: normalisations behave differently while it learns
 * @param convolutions bf16 if their operands are to be rounded to it; all else is computed in the precision of the input
 */
public record Pass(Use use, Precision convolutions) {
    /** Why a network is computed. */
    public enum Use {
        /** Results depend on weights alone; statistics are those that were collected. */
        INFERENCE,
        /** Batch statistics are used, and collected. */
        TRAINING,
        /** The first batch of a training: as TRAINING, and every {@link ActNorm} is set from the batch it sees. */
        FIRST
    }

    public static final Pass INFERENCE = new Pass(Use.INFERENCE, Precision.FP32);
    public static final Pass TRAINING = new Pass(Use.TRAINING, Precision.FP32);
    public static final Pass FIRST = new Pass(Use.FIRST, Precision.FP32);

    /** The same with convolutions in another precision. */
    public Pass convolving(Precision precision) {
        return new Pass(use, precision);
    }

    boolean learns() {
        return use != Use.INFERENCE;
    }
}
