package dev.limpid.filter;

import dev.limpid.image.Slice;

/**
 * The median of small windows by comparisons that are done for a run of pixels at once: {@link MedianOfNine}, or a
 * {@link SelectionNetwork} for larger windows.
 *
 * <p>Values are compared as {@link OrderCodes}. The columns under a row of windows are sorted once and shared by the
 * {@code side} windows they belong to.
 */
final class NetworkMedian {
    /** Values in all wires together: a row of 512 pixels for 25 wires. Longer runs cost less a pixel than what they miss. */
    private static final int WIRES_CAPACITY = 16384;

    private final SelectionNetwork network;
    private final int side;
    private final int[][] columns;
    private final int run;
    private final int[][] wires;

    private NetworkMedian(SelectionNetwork network, int stride) {
        this.network = network;
        side = network.side;
        columns = new int[side][stride];
        run = Math.max(128, WIRES_CAPACITY / (side * side) & -64);
        wires = new int[side * side][run];
    }

    static void band(Slice noisy, int side, int first, int end, Slice.Builder result) {
        int margin = side / 2;
        CodeRows rows = new CodeRows(noisy, first, margin);
        LineOfMedians medians = side == 3 ? nine(rows) : network(rows, side);
        int[] codes = new int[rows.near.stride];
        float[] line = new float[noisy.columns()];
        for (int y = first; y < end; y++) {
            rows.moveTo(y);
            medians.at(y, codes);
            rows.decode(codes, line);
            if (rows.near.hasPadding()) {
                SparseMedian.row(noisy, rows.near, y, margin, line);
            }
            result.row(y, 0, line.length, line, 0);
        }
        if (!rows.allHaveCodes()) {
            HistogramMedian.band(noisy, side, first, end, result);
        }
    }

    /** Computes the medians of one row, as codes. */
    private interface LineOfMedians {
        void at(int y, int[] codes);
    }

    private static LineOfMedians nine(CodeRows rows) {
        MedianOfNine median = new MedianOfNine(rows.near.stride);
        return (y, codes) -> median.row(rows.codes(y - 1), rows.codes(y), rows.codes(y + 1), codes);
    }

    private static LineOfMedians network(CodeRows rows, int side) {
        NetworkMedian median = new NetworkMedian(SelectionNetwork.ofSide(side), rows.near.stride);
        int count = rows.near.stride - side + 1;
        return (y, codes) -> {
            median.sortColumns(rows, y - side / 2);
            for (int x = 0; x < count; x += median.run) {
                median.select(x, Math.min(median.run, count - x), codes);
            }
        };
    }

    /** Sorts the {@code side} values of every column by insertion, with comparisons that all columns share. */
    private void sortColumns(CodeRows rows, int top) {
        for (int k = 0; k < side; k++) {
            System.arraycopy(rows.codes(top + k), 0, columns[k], 0, columns[k].length);
            for (int i = k; i > 0; i--) {
                OrderCodes.order(columns[i - 1], columns[i], columns[i].length);
            }
        }
    }

    /** Medians of {@code count} windows, the first of which begins at column {@code from}. */
    private void select(int from, int count, int[] line) {
        for (int wire = 0; wire < wires.length; wire++) {
            System.arraycopy(columns[wire / side], from + wire % side, wires[wire], 0, count);
        }
        for (int step = 0; step < network.length(); step++) {
            int[] low = wires[network.smaller(step)];
            int[] high = wires[network.larger(step)];
            switch (network.kind(step)) {
                case SelectionNetwork.SMALLER -> OrderCodes.smaller(low, high, count);
                case SelectionNetwork.LARGER -> OrderCodes.larger(low, high, count);
                default -> OrderCodes.order(low, high, count);
            }
        }
        System.arraycopy(wires[network.median], 0, line, from, count);
    }
}
