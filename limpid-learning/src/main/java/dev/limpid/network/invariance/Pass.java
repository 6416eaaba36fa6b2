package dev.limpid.network.invariance;

/** Why a network is computed: normalisations behave differently while it learns. */
public enum Pass {
    /** Results depend on weights alone; statistics are those that were collected. */
    INFERENCE,
    /** Batch statistics are used, and collected. */
    TRAINING,
    /** The first batch of a training: as TRAINING, and every {@link ActNorm} is set from the batch it sees. */
    FIRST
}
