package dev.limpid.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The comparisons that find the median of {@code side} sorted columns of {@code side} values each, whatever the values.
 *
 * <p>Batcher's odd-even merge (AFIPS 1968) of the columns, two by two, less every comparison on which the median does
 * not depend. Merging needs powers of two: the columns are thought to be filled up with infinite values, and the
 * comparisons with those, whose outcome is known, are left out as well. Side 3 leaves 15
 * comparisons, side 5 leaves 88.
 *
 * <p>Wire {@code k * side + j} enters with the k-th smallest value of column j.
 */
final class SelectionNetwork {
    private static final int INFINITE = -1;
    private static final SelectionNetwork[] BY_SIDE = new SelectionNetwork[32];

    final int side;
    /** Steps in order, three numbers each: the wire for the smaller value, the wire for the larger, the kind. */
    private final int[] steps;

    /** The wire that holds the median at the end. */
    final int median;

    /** Which of the two results of a comparison somebody reads. */
    static final int BOTH = 0;

    static final int SMALLER = 1;
    static final int LARGER = 2;

    private SelectionNetwork(int side, int[] steps, int median) {
        this.side = side;
        this.steps = steps;
        this.median = median;
    }

    /** The network for a window of an odd side, 3..31. */
    static synchronized SelectionNetwork ofSide(int side) {
        SelectionNetwork known = BY_SIDE[side];
        if (known == null) {
            known = make(side);
            BY_SIDE[side] = known;
        }
        return known;
    }

    int length() {
        return steps.length / 3;
    }

    int smaller(int step) {
        return steps[3 * step];
    }

    int larger(int step) {
        return steps[3 * step + 1];
    }

    int kind(int step) {
        return steps[3 * step + 2];
    }

    private static SelectionNetwork make(int side) {
        int column = Integer.highestOneBit(side) * 2;
        int lanes = column * column;
        int[] wireOfLane = new int[lanes];
        Arrays.fill(wireOfLane, INFINITE);
        for (int j = 0; j < side; j++) {
            for (int k = 0; k < side; k++) {
                wireOfLane[j * column + k] = k * side + j;
            }
        }
        List<int[]> all = new ArrayList<>();
        for (int merged = column; merged < lanes; merged *= 2) {
            for (int start = 0; start < lanes; start += 2 * merged) {
                merge(wireOfLane, start, 2 * merged, 1, all);
            }
        }
        int median = wireOfLane[side * side / 2];
        return new SelectionNetwork(side, needed(all, side * side, median), median);
    }

    /** Merges the two sorted halves of {@code lanes} lanes from {@code start}, taking every {@code stride}-th. */
    private static void merge(int[] wireOfLane, int start, int lanes, int stride, List<int[]> steps) {
        int next = 2 * stride;
        if (next < lanes) {
            merge(wireOfLane, start, lanes, next, steps);
            merge(wireOfLane, start + stride, lanes, next, steps);
            for (int i = start + stride; i + stride < start + lanes; i += next) {
                compare(wireOfLane, i, i + stride, steps);
            }
        } else {
            compare(wireOfLane, start, start + stride, steps);
        }
    }

    private static void compare(int[] wireOfLane, int low, int high, List<int[]> steps) {
        if (wireOfLane[high] == INFINITE) {
            return;
        }
        if (wireOfLane[low] == INFINITE) {
            wireOfLane[low] = wireOfLane[high];
            wireOfLane[high] = INFINITE;
            return;
        }
        steps.add(new int[] {wireOfLane[low], wireOfLane[high]});
    }

    /** Walks back from the median and keeps the comparisons it depends on. */
    private static int[] needed(List<int[]> all, int wires, int median) {
        boolean[] read = new boolean[wires];
        read[median] = true;
        int[] kept = new int[3 * all.size()];
        int at = kept.length;
        for (int i = all.size() - 1; i >= 0; i--) {
            int low = all.get(i)[0];
            int high = all.get(i)[1];
            if (read[low] || read[high]) {
                at -= 3;
                kept[at] = low;
                kept[at + 1] = high;
                kept[at + 2] = read[low] && read[high] ? BOTH : read[low] ? SMALLER : LARGER;
                read[low] = true;
                read[high] = true;
            }
        }
        return Arrays.copyOfRange(kept, at, kept.length);
    }
}
