package dev.limpid.filter.bm3d;

import java.util.Arrays;

/**
 * The weighted sum of all estimates of a tile's pixels (numerator and denominator of eq. 12).
 *
 * <p>The inverse transform is linear, and a block at one place is in many groups. So its estimates are summed as
 * coefficients, and each place is transformed back once, for a row of places at a time; the window is part of the
 * inverse's matrix.
 */
final class Aggregation {
    private final Tile tile;
    private final int length;
    /** By block of the tile: the weighted sum of its coefficients, and of the weights. */
    private final float[] coefficients;

    private final float[] weights;

    Aggregation(Tile tile) {
        this.tile = tile;
        length = tile.blockSize() * tile.blockSize();
        weights = new float[tile.height() * tile.width()];
        coefficients = new float[weights.length * length];
    }

    /** Adds one estimate of a block, given by its coefficients. */
    void add(int block, float[] estimate, float weight) {
        int to = block * length;
        for (int i = 0; i < length; i++) {
            coefficients[to + i] += weight * estimate[i];
        }
        weights[block] += weight;
    }

    /**
     * Sums over the pixels of a tile, row by row.
     *
     * @param values of weight times estimate
     * @param weights of the weights
     */
    record Sums(Tile tile, float[][] values, float[][] weights) {}

    Sums toPixels(BlockTransform transform) {
        int size = tile.blockSize();
        double[] window = KaiserWindow.of(size, StageSettings.KAISER_BETA);
        float[][] inverse = transform.windowedInverse(window);
        float[][] values = new float[tile.pixelRows()][tile.pixelColumns()];
        float[][] weightSums = new float[tile.pixelRows()][tile.pixelColumns()];
        float[][] lines = new float[size][tile.width()];
        float[] estimate = new float[tile.width()];
        float[] moved = new float[tile.pixelColumns()];
        float[] along = new float[tile.pixelColumns()];
        for (int row = 0; row < tile.height(); row++) {
            for (int k = 0; k < size; k++) {
                load(row * tile.width() * length + k * size, lines);
                Arrays.fill(along, 0);
                for (int x = 0; x < size; x++) {
                    Arrays.fill(estimate, 0);
                    for (int l = 0; l < size; l++) {
                        BlockSpectra.add(lines[l], inverse[x][l], estimate, tile.width());
                    }
                    move(estimate, x, moved);
                    BlockSpectra.add(moved, 1, along, along.length);
                }
                for (int y = 0; y < size; y++) {
                    BlockSpectra.add(along, inverse[y][k], values[row + y], along.length);
                }
            }
            System.arraycopy(weights, row * tile.width(), estimate, 0, tile.width());
            Arrays.fill(along, 0);
            for (int x = 0; x < size; x++) {
                move(estimate, x, moved);
                BlockSpectra.add(moved, (float) window[x], along, along.length);
            }
            for (int y = 0; y < size; y++) {
                BlockSpectra.add(along, (float) window[y], weightSums[row + y], along.length);
            }
        }
        return new Sums(tile, values, weightSums);
    }

    private void load(int from, float[][] lines) {
        for (int l = 0; l < lines.length; l++) {
            float[] line = lines[l];
            int at = from + l;
            for (int x = 0; x < line.length; x++) {
                line[x] = coefficients[at];
                at += length;
            }
        }
    }

    private static void move(float[] line, int by, float[] into) {
        Arrays.fill(into, 0);
        System.arraycopy(line, 0, into, by, line.length);
    }
}
