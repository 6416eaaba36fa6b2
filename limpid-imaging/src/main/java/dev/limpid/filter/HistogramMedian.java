package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * The median of large windows by a histogram that slides along the row.
 *
 * <p>The band is cut into blocks, the values of a block and its margin are replaced by their ranks (equal values by
 * equal ranks), and the histogram counts ranks, so the result is exact whatever the values. A second histogram counts
 * groups of {@value #GROUP} ranks, so that finding the median skips.
 */
final class HistogramMedian {
    private static final int GROUP = 64;
    private static final int BLOCK = 64;

    private final Neighbourhood near;
    private final int margin;
    private final long[] sorted;
    private final int[] rank;
    private final int[] valueOfRank;
    private final short[] counts;
    private final short[] groups;
    private int ranks;
    private int total;
    /** The group that the median was in, and the number of values in the groups before it. */
    private int group;

    private int before;

    private HistogramMedian(Neighbourhood near, int margin) {
        this.near = near;
        this.margin = margin;
        int capacity = near.height * Math.min(BLOCK + 2 * margin, near.stride);
        sorted = new long[capacity];
        rank = new int[capacity];
        valueOfRank = new int[capacity];
        counts = new short[capacity + GROUP];
        groups = new short[capacity / GROUP + 2];
    }

    static void band(Slice noisy, int size, int first, int end, Slice.Builder result) {
        int margin = size / 2;
        Neighbourhood near = Neighbourhood.of(noisy, first, end, margin, Border.EDGE_REPEATED);
        HistogramMedian median = new HistogramMedian(near, margin);
        float[] line = new float[BLOCK];
        for (int left = 0; left < noisy.columns(); left += BLOCK) {
            int width = Math.min(BLOCK, noisy.columns() - left);
            int stride = width + 2 * margin;
            median.rankBlock(first - margin, left, stride);
            for (int y = first; y < end; y++) {
                median.slide(y - first, stride, width, line);
                if (near.hasPadding()) {
                    for (int x = 0; x < width; x++) {
                        line[x] = near.valid(y)[left + x + margin] > 0 ? line[x] : noisy.at(y, left + x);
                    }
                }
                result.row(y, left, width, line, 0);
            }
        }
    }

    /** Ranks of the columns {@code left - margin} on, {@code stride} of them, in all rows; -1 at padding. */
    private void rankBlock(int top, int left, int stride) {
        int n = 0;
        for (int i = 0; i < near.height; i++) {
            float[] pixels = near.pixels(top + i);
            for (int x = 0; x < stride; x++) {
                int here = i * stride + x;
                if (near.hasPadding() && near.valid(top + i)[left + x] == 0) {
                    rank[here] = -1;
                } else {
                    sorted[n++] = (long) Ordinals.of(pixels[left + x]) << 32 | here;
                }
            }
        }
        Arrays.sort(sorted, 0, n);
        ranks = 0;
        for (int i = 0; i < n; i++) {
            int ordinal = (int) (sorted[i] >> 32);
            if (i == 0 || ordinal != valueOfRank[ranks - 1]) {
                valueOfRank[ranks++] = ordinal;
            }
            rank[(int) sorted[i]] = ranks - 1;
        }
    }

    private void slide(int row, int stride, int width, float[] line) {
        int side = 2 * margin + 1;
        Arrays.fill(counts, 0, ranks, (short) 0);
        Arrays.fill(groups, (short) 0);
        total = 0;
        group = 0;
        before = 0;
        for (int x = 0; x < side - 1; x++) {
            column(row * stride + x, stride, 1);
        }
        for (int x = 0; x < width; x++) {
            column(row * stride + x + side - 1, stride, 1);
            line[x] = total == 0 ? 0 : Ordinals.value(valueOfRank[medianRank()]);
            column(row * stride + x, stride, -1);
        }
    }

    private void column(int top, int stride, int change) {
        int side = 2 * margin + 1;
        for (int k = 0, at = top; k < side; k++, at += stride) {
            int r = rank[at];
            if (r >= 0) {
                counts[r] += (short) change;
                groups[r / GROUP] += (short) change;
                total += change;
                before += r / GROUP < group ? change : 0;
            }
        }
    }

    private int medianRank() {
        int target = (total - 1) / 2;
        while (before > target) {
            group--;
            before -= groups[group];
        }
        while (before + groups[group] <= target) {
            before += groups[group];
            group++;
        }
        int r = group * GROUP;
        for (int seen = before + counts[r]; seen <= target; seen += counts[r]) {
            r++;
        }
        return r;
    }
}
