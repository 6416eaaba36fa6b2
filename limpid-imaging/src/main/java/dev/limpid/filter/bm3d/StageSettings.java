package dev.limpid.filter.bm3d;

/**
 * The parameters of one step.
 *
 * @param transform of a block; its size is the paper's N1
 * @param groupSize most blocks in a group, N2; a power of two
 * @param step rows and columns from one reference block to the next
 * @param matchThreshold tau: the mean squared difference, in gray levels^2 of 0..255, at which blocks are no longer
 *     alike
 */
record StageSettings(BlockTransform transform, int groupSize, int step, float matchThreshold) {
    /** Rows and columns that a match may be away from its reference: a window of 39 x 39 positions. */
    static final int SEARCH_RADIUS = 19;
    /** Of the Kaiser window that weighs the pixels of a block. */
    static final double KAISER_BETA = 2;
}
