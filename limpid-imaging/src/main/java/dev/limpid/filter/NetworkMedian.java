package dev.limpid.filter;

import dev.limpid.image.Slice;

/**
 * The median of small windows by a {@link SelectionNetwork} whose every comparison is done for a run of pixels at once.
 *
 * <p>The columns under a row of windows are sorted once and shared by the {@code side} windows they belong to.
 */
final class NetworkMedian {
    /** Values in all wires together: 32 KiB of them stay in the first-level cache. */
    private static final int WIRES_CAPACITY = 8192;

    private final SelectionNetwork network;
    private final int side;
    private final float[][] columns;
    private final int run;
    private final float[][] wires;

    private NetworkMedian(SelectionNetwork network, int stride) {
        this.network = network;
        side = network.side;
        columns = new float[side][stride];
        run = Math.max(128, WIRES_CAPACITY / (side * side) & -64);
        wires = new float[side * side][run];
    }

    static void band(Slice noisy, SelectionNetwork network, int first, int end, Slice.Builder result) {
        int margin = network.side / 2;
        Neighbourhood near = Neighbourhood.of(noisy, first, end, margin, Border.EDGE_REPEATED);
        NetworkMedian median = new NetworkMedian(network, near.stride);
        float[] line = new float[noisy.columns()];
        for (int y = first; y < end; y++) {
            median.sortColumns(near, y - margin);
            for (int x = 0; x < line.length; x += median.run) {
                median.select(x, Math.min(median.run, line.length - x), line);
            }
            if (near.hasPadding()) {
                SparseMedian.row(noisy, near, y, margin, line);
            }
            result.row(y, 0, line.length, line, 0);
        }
    }

    /** Sorts the {@code side} values of every column by insertion, with comparisons that all columns share. */
    private void sortColumns(Neighbourhood near, int top) {
        for (int k = 0; k < side; k++) {
            System.arraycopy(near.pixels(top + k), 0, columns[k], 0, near.stride);
            for (int i = k; i > 0; i--) {
                Lanes.order(columns[i - 1], columns[i], near.stride);
            }
        }
    }

    /** Medians of {@code count} windows, the first of which begins at column {@code from}. */
    private void select(int from, int count, float[] line) {
        for (int wire = 0; wire < wires.length; wire++) {
            System.arraycopy(columns[wire / side], from + wire % side, wires[wire], 0, count);
        }
        for (int step = 0; step < network.length(); step++) {
            float[] low = wires[network.smaller(step)];
            float[] high = wires[network.larger(step)];
            switch (network.kind(step)) {
                case SelectionNetwork.SMALLER -> Lanes.smaller(low, high, count);
                case SelectionNetwork.LARGER -> Lanes.larger(low, high, count);
                default -> Lanes.order(low, high, count);
            }
        }
        System.arraycopy(wires[network.median], 0, line, from, count);
    }
}
