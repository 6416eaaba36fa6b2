package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Non-local means of one band of rows.
 *
 * <p>For each shift t in a half plane and each pixel p, the weight w(p, p + t) is found once and moves p towards p + t
 * and p + t towards p. What is accumulated is w (I(q) - I(p)), so the sums stay small whatever the offset of the
 * intensities and single precision is enough. All sums are over few terms in an order that does not depend on where the
 * band begins: no running sums, hence no drift, and the same bits for every tiling.
 */
final class NonLocalMeansBand {
    private final Slice noisy;
    private final Neighbourhood near;
    private final int first;
    private final int end;
    private final int columns;
    private final int patchRadius;
    private final int patchDistance;
    private final float noiseFloor;
    private final float scale;
    /** Sum of w (I(q) - I(p)) and of w for each pixel of the band. */
    private final float[] pull;

    private final float[] weight;

    /** Squared differences of the patch rows that the current row needs, one after the other. */
    private final float[] squares;

    private final float[] counts;
    private final float[] sum;
    private final float[] count;
    private final float[] scratch;

    NonLocalMeansBand(Slice noisy, int first, int end, int patchRadius, int patchDistance, double h, double sigma) {
        this.noisy = noisy;
        this.first = first;
        this.end = end;
        this.columns = noisy.columns();
        this.patchRadius = patchRadius;
        this.patchDistance = patchDistance;
        near = Neighbourhood.of(noisy, first, end, patchDistance + patchRadius, Border.EDGE_ONCE);
        int side = 2 * patchRadius + 1;
        int area = side * side;
        noiseFloor = (float) Math.min(2 * sigma * sigma * area, Float.MAX_VALUE);
        // A decay so small that this overflows leaves weight only to patches that are equal.
        scale = (float) Math.max(Float.MIN_NORMAL, Math.min(1 / (h * h * area), Float.MAX_VALUE));
        pull = new float[(end - first) * columns];
        weight = new float[(end - first) * columns];
        squares = new float[side * near.stride];
        counts = new float[near.hasPadding() ? side * near.stride : 0];
        sum = new float[near.stride];
        count = new float[near.hasPadding() ? near.stride : 0];
        scratch = new float[near.stride];
    }

    void computeInto(Slice.Builder result) {
        // The shift of nothing: a pixel is like itself.
        Arrays.fill(weight, 1);
        for (int dy = 0; dy <= patchDistance; dy++) {
            for (int dx = dy == 0 ? 1 : -patchDistance; dx <= patchDistance; dx++) {
                shift(dy, dx);
            }
        }
        float[] line = new float[columns];
        for (int y = first; y < end; y++) {
            int at = (y - first) * columns;
            for (int x = 0; x < columns; x++) {
                line[x] = noisy.isPadding(y * columns + x)
                        ? noisy.at(y, x)
                        : noisy.at(y, x) + pull[at + x] / weight[at + x];
            }
            result.row(y, 0, columns, line, 0);
        }
    }

    private void shift(int dy, int dx) {
        int side = 2 * patchRadius + 1;
        // Pixels p for which p or p + (dy, dx) lies in the band.
        int left = Math.min(0, -dx);
        int width = Math.max(columns, columns - dx) - left;
        int reach = width + 2 * patchRadius;
        int top = first - dy;
        int step = dy * near.stride + dx;
        for (int y = top - patchRadius; y < end + patchRadius; y++) {
            int slot = Math.floorMod(y, side) * near.stride;
            int p = near.index(y, left - patchRadius);
            if (near.hasPadding()) {
                bothValid(near.valid, p, p + step, counts, slot, reach);
                squaredDifferences(near.pixels, p, p + step, counts, squares, slot, reach);
            } else {
                squaredDifferences(near.pixels, p, p + step, squares, slot, reach);
            }
            int row = y - patchRadius;
            if (row >= top) {
                weights(row, left, width, reach, step);
                accumulate(row, dy, dx, left);
            }
        }
    }

    /** The weights of the pairs (p, p + step) of one row, into {@link #sum}. */
    private void weights(int row, int left, int width, int reach, int step) {
        int side = 2 * patchRadius + 1;
        addRows(squares, near.stride, side, row - patchRadius, sum, reach);
        addAlong(sum, scratch, side, width);
        if (near.hasPadding()) {
            addRows(counts, near.stride, side, row - patchRadius, count, reach);
            addAlong(count, scratch, side, width);
            scaleToFullPatch(sum, count, (float) (side * side), width);
        }
        decay(sum, noiseFloor, scale, width);
        if (near.hasPadding()) {
            int p = near.index(row, left);
            multiply(sum, near.valid, p, p + step, width);
        }
    }

    private void accumulate(int row, int dy, int dx, int left) {
        int q = near.index(row + dy, 0);
        if (row + dy < end) {
            int at = (row + dy - first) * columns;
            draw(near.pixels, q, q - dy * near.stride - dx, sum, -dx - left, pull, weight, at, columns);
        }
        if (row >= first) {
            int p = near.index(row, 0);
            draw(near.pixels, p, p + dy * near.stride + dx, sum, -left, pull, weight, (row - first) * columns, columns);
        }
    }

    private static void squaredDifferences(float[] pixels, int p, int q, float[] squares, int slot, int count) {
        for (int x = 0; x < count; x++) {
            float difference = pixels[p + x] - pixels[q + x];
            squares[slot + x] = difference * difference;
        }
    }

    private static void bothValid(float[] valid, int p, int q, float[] both, int slot, int count) {
        for (int x = 0; x < count; x++) {
            both[slot + x] = valid[p + x] * valid[q + x];
        }
    }

    private static void squaredDifferences(
            float[] pixels, int p, int q, float[] both, float[] squares, int slot, int count) {
        for (int x = 0; x < count; x++) {
            float difference = both[slot + x] * (pixels[p + x] - pixels[q + x]);
            squares[slot + x] = difference * difference;
        }
    }

    /** The sum over the ring of rows, added from the top row down wherever in the ring that row lies. */
    private static void addRows(float[] ring, int stride, int side, int top, float[] sum, int count) {
        System.arraycopy(ring, Math.floorMod(top, side) * stride, sum, 0, count);
        for (int k = 1; k < side; k++) {
            addRow(ring, Math.floorMod(top + k, side) * stride, sum, count);
        }
    }

    private static void addRow(float[] rows, int from, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += rows[from + x];
        }
    }

    /** sum[x] = sum[x] + ... + sum[x + side - 1]. */
    private static void addAlong(float[] sum, float[] scratch, int side, int count) {
        System.arraycopy(sum, 0, scratch, 0, count + side - 1);
        for (int k = 1; k < side; k++) {
            addRow(scratch, k, sum, count);
        }
    }

    /** A patch of which only {@code count} pixels could be compared, as if all {@code area} had been. */
    private static void scaleToFullPatch(float[] sum, float[] count, float area, int width) {
        for (int x = 0; x < width; x++) {
            sum[x] *= area / Math.max(count[x], 1);
        }
    }

    private static void multiply(float[] weights, float[] valid, int p, int q, int count) {
        for (int x = 0; x < count; x++) {
            weights[x] *= valid[p + x] * valid[q + x];
        }
    }

    /**
     * Turns sums of squares s into weights exp(-t), t = max(0, s - floor) scale, and 0 where t is above 5.
     *
     * <p>The exponential is a polynomial for exp(-t/4) squared twice, right to 3e-6 of its value; the cut at 5 is a
     * steep ramp. Both are plain arithmetic, so that the loop compiles to vector instructions.
     */
    private static void decay(float[] s, float floor, float scale, int count) {
        for (int x = 0; x < count; x++) {
            float t = Math.max(s[x] - floor, 0f) * scale;
            float u = Math.min(t, 5f) * 0.25f;
            float g = 1.16193961e-4f;
            g = g * u - 1.26089156e-3f;
            g = g * u + 8.22936595e-3f;
            g = g * u - 4.16223750e-2f;
            g = g * u + 1.66657578e-1f;
            g = g * u - 4.99999295e-1f;
            g = g * u + 9.99999991e-1f;
            float e = 1f - u * g;
            e *= e;
            float within = Math.max(Math.min((5f - t) * 1e30f, 1f), 0f);
            s[x] = e * e * within;
        }
    }

    private static void draw(
            float[] pixels, int p, int q, float[] w, int from, float[] pull, float[] weight, int at, int count) {
        for (int x = 0; x < count; x++) {
            float pair = w[from + x];
            pull[at + x] += pair * (pixels[q + x] - pixels[p + x]);
            weight[at + x] += pair;
        }
    }
}
