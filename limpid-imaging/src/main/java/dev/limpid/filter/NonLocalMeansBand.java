package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Non-local means of one band of rows.
 *
 * <p>For each shift t in a half plane and each pixel p, the weight w(p, p + t) is found once and moves p towards p + t
 * and p + t towards p. What is accumulated is w (I(q) - I(p)), so the sums stay small whatever the offset of the
 * intensities, and single precision is enough. All sums are over few terms in an order that does not depend on where
 * the band begins: no running sums, hence no drift, and the same bits for every tiling.
 */
final class NonLocalMeansBand {
    private final Slice noisy;
    private final Neighbourhood near;
    private final int first;
    private final int end;
    private final int columns;
    private final int patchRadius;
    private final int patchDistance;
    private final int side;
    private final float noiseFloor;
    private final float scale;
    /** The band's own pixels, and for each the sums of w (I(q) - I(p)) and of w. */
    private final float[][] centre;

    private final float[][] pull;
    private final float[][] weight;
    /** Squared differences of the patch rows that the current row needs, and which of them are of two image pixels. */
    private final float[][] squares;

    private final float[][] counts;
    private final float[] a;
    private final float[] b;
    private final float[] distance;
    private final float[] count;
    private final float[] pair;
    private final WeightDecay decay;

    NonLocalMeansBand(Slice noisy, int first, int end, int patchRadius, int patchDistance, double h, double sigma) {
        this.noisy = noisy;
        this.first = first;
        this.end = end;
        this.columns = noisy.columns();
        this.patchRadius = patchRadius;
        this.patchDistance = patchDistance;
        near = Neighbourhood.of(noisy, first, end, patchDistance + patchRadius, Border.EDGE_ONCE);
        side = 2 * patchRadius + 1;
        int area = side * side;
        noiseFloor = (float) Math.min(2 * sigma * sigma * area, Float.MAX_VALUE);
        // A decay so small that this overflows leaves weight only to patches that are equal.
        scale = (float) Math.max(Float.MIN_NORMAL, Math.min(1 / (h * h * area), Float.MAX_VALUE));
        centre = new float[end - first][columns];
        pull = new float[end - first][columns];
        weight = new float[end - first][columns];
        squares = new float[side][near.stride];
        counts = new float[near.hasPadding() ? side : 0][near.stride];
        a = new float[near.stride];
        b = new float[near.stride];
        distance = new float[near.stride];
        count = new float[near.hasPadding() ? near.stride : 0];
        pair = new float[columns];
        decay = new WeightDecay(near.stride);
    }

    void computeInto(Slice.Builder result) {
        for (int y = first; y < end; y++) {
            System.arraycopy(near.pixels(y), patchDistance + patchRadius, centre[y - first], 0, columns);
            // The shift of nothing: a pixel is like itself.
            Arrays.fill(weight[y - first], 1);
        }
        for (int dy = 0; dy <= patchDistance; dy++) {
            for (int dx = dy == 0 ? 1 : -patchDistance; dx <= patchDistance; dx++) {
                shift(dy, dx);
            }
        }
        for (int y = first; y < end; y++) {
            float[] line = centre[y - first];
            for (int x = 0; x < columns; x++) {
                line[x] = noisy.isPadding(y * columns + x)
                        ? noisy.at(y, x)
                        : line[x] + pull[y - first][x] / weight[y - first][x];
            }
            result.row(y, 0, columns, line, 0);
        }
    }

    private void shift(int dy, int dx) {
        // Pixels p for which p or p + (dy, dx) lies in the band.
        int left = Math.min(0, -dx);
        int width = Math.max(columns, columns - dx) - left;
        int top = first - dy;
        for (int y = top - patchRadius; y < end + patchRadius; y++) {
            compare(y, dy, dx, left, width + 2 * patchRadius);
            int row = y - patchRadius;
            if (row >= top) {
                weigh(row, dy, dx, left, width);
                if (row + dy < end) {
                    draw(row + dy, -dy, -dx, -dx - left);
                }
                if (row >= first) {
                    draw(row, dy, dx, -left);
                }
            }
        }
    }

    /** Squared differences of row y and its shift, from column {@code left - patchRadius} on. */
    private void compare(int y, int dy, int dx, int left, int reach) {
        int from = left + patchDistance;
        int slot = Math.floorMod(y, side);
        if (near.hasPadding()) {
            System.arraycopy(near.valid(y), from, a, 0, reach);
            System.arraycopy(near.valid(y + dy), from + dx, b, 0, reach);
            Lanes.multiply(a, b, counts[slot], reach);
        }
        System.arraycopy(near.pixels(y), from, a, 0, reach);
        System.arraycopy(near.pixels(y + dy), from + dx, b, 0, reach);
        if (near.hasPadding()) {
            Lanes.squaredDifference(a, b, counts[slot], squares[slot], reach);
        } else {
            Lanes.squaredDifference(a, b, squares[slot], reach);
        }
    }

    /** The weights of the pairs of one row and its shift, from column {@code left} on, into {@link #distance}. */
    private void weigh(int row, int dy, int dx, int left, int width) {
        addPatch(squares, row, distance, width);
        if (near.hasPadding()) {
            addPatch(counts, row, count, width);
            scaleToFullPatch(distance, count, (float) (side * side), width);
        }
        decay.apply(distance, noiseFloor, scale, width);
        if (near.hasPadding()) {
            int from = left + patchDistance + patchRadius;
            System.arraycopy(near.valid(row), from, a, 0, width);
            System.arraycopy(near.valid(row + dy), from + dx, b, 0, width);
            Lanes.multiply(a, b, a, width);
            Lanes.multiply(distance, a, distance, width);
        }
    }

    /** Sums over patches, from the top row down and from left to right wherever in the ring the top row lies. */
    private void addPatch(float[][] ring, int row, float[] sum, int width) {
        int top = row - patchRadius;
        int reach = width + 2 * patchRadius;
        System.arraycopy(ring[Math.floorMod(top, side)], 0, a, 0, reach);
        for (int k = 1; k < side; k += 2) {
            Lanes.add(ring[Math.floorMod(top + k, side)], ring[Math.floorMod(top + k + 1, side)], a, reach);
        }
        System.arraycopy(a, 0, sum, 0, width);
        for (int k = 1; k < side; k++) {
            System.arraycopy(a, k, b, 0, width);
            Lanes.add(b, sum, width);
        }
    }

    /** A patch of which only {@code count} pixels could be compared, as if all {@code area} had been. */
    private static void scaleToFullPatch(float[] sum, float[] count, float area, int width) {
        for (int x = 0; x < width; x++) {
            sum[x] *= area / Math.max(count[x], 1f);
        }
    }

    /** Pulls the pixels of a row towards those (dy, dx) away; their weights begin at index {@code from}. */
    private void draw(int row, int dy, int dx, int from) {
        System.arraycopy(near.pixels(row + dy), patchDistance + patchRadius + dx, a, 0, columns);
        System.arraycopy(distance, from, pair, 0, columns);
        draw(centre[row - first], a, pair, pull[row - first], weight[row - first], columns);
    }

    private static void draw(float[] here, float[] there, float[] pair, float[] pull, float[] weight, int count) {
        for (int x = 0; x < count; x++) {
            pull[x] += pair[x] * (there[x] - here[x]);
            weight[x] += pair[x];
        }
    }
}
