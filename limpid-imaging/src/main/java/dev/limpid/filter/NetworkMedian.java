package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

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
    private final int[][] columns;
    private final int run;
    private final int[][] wires;
    private final boolean[] written;

    private NetworkMedian(SelectionNetwork network, int stride) {
        this.network = network;
        side = network.side;
        columns = new int[side][stride];
        run = Math.max(64, WIRES_CAPACITY / (side * side) & -16);
        wires = new int[side * side][run];
        written = new boolean[side * side];
    }

    static void band(Slice noisy, SelectionNetwork network, int first, int end, Slice.Builder result) {
        int margin = network.side / 2;
        Neighbourhood near = Neighbourhood.of(noisy, first, end, margin, Border.EDGE_REPEATED);
        int[] ordinals = new int[near.pixels.length];
        for (int i = 0; i < ordinals.length; i++) {
            ordinals[i] = Ordinals.of(near.pixels[i]);
        }
        NetworkMedian median = new NetworkMedian(network, near.stride);
        float[] line = new float[noisy.columns()];
        for (int y = first; y < end; y++) {
            median.sortColumns(ordinals, near.index(y - margin, -margin), near.stride);
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
    private void sortColumns(int[] ordinals, int top, int stride) {
        for (int k = 0; k < side; k++) {
            System.arraycopy(ordinals, top + k * stride, columns[k], 0, stride);
            for (int i = k; i > 0; i--) {
                exchange(columns[i - 1], 0, columns[i], 0, columns[i - 1], columns[i], stride);
            }
        }
    }

    /** Medians of {@code count} windows, the first of which begins at column {@code from}. */
    private void select(int from, int count, float[] line) {
        Arrays.fill(written, false);
        for (int step = 0; step < network.length(); step++) {
            int low = network.smaller(step);
            int high = network.larger(step);
            int[] a = written[low] ? wires[low] : columns[low / side];
            int[] b = written[high] ? wires[high] : columns[high / side];
            int atA = written[low] ? 0 : from + low % side;
            int atB = written[high] ? 0 : from + high % side;
            switch (network.kind(step)) {
                case SelectionNetwork.SMALLER -> smaller(a, atA, b, atB, wires[low], count);
                case SelectionNetwork.LARGER -> larger(a, atA, b, atB, wires[high], count);
                default -> exchange(a, atA, b, atB, wires[low], wires[high], count);
            }
            written[low] = true;
            written[high] = true;
        }
        int[] medians = wires[network.median];
        for (int x = 0; x < count; x++) {
            line[from + x] = Ordinals.value(medians[x]);
        }
    }

    private static void exchange(int[] a, int atA, int[] b, int atB, int[] low, int[] high, int count) {
        for (int x = 0; x < count; x++) {
            int p = a[atA + x];
            int q = b[atB + x];
            low[x] = Math.min(p, q);
            high[x] = Math.max(p, q);
        }
    }

    private static void smaller(int[] a, int atA, int[] b, int atB, int[] low, int count) {
        for (int x = 0; x < count; x++) {
            low[x] = Math.min(a[atA + x], b[atB + x]);
        }
    }

    private static void larger(int[] a, int atA, int[] b, int atB, int[] high, int count) {
        for (int x = 0; x < count; x++) {
            high[x] = Math.max(a[atA + x], b[atB + x]);
        }
    }
}
