package dev.limpid.filter.bm3d;

import java.util.Arrays;

/**
 * The transforms of all blocks of a tile. They are computed for a row of blocks at a time, first down the columns, then
 * along the rows, with the same coefficient of all blocks of the row in one array.
 */
final class BlockSpectra {
    /** Block after block, by the tile's index; within a block row-major by frequency. */
    private final float[] coefficients;

    private final int length;

    private BlockSpectra(Tile tile) {
        length = tile.blockSize() * tile.blockSize();
        coefficients = new float[tile.height() * tile.width() * length];
    }

    static BlockSpectra of(GrayPlane plane, Tile tile, BlockTransform transform) {
        BlockSpectra spectra = new BlockSpectra(tile);
        spectra.compute(tile.pixelsOf(plane), tile, transform.forward());
        return spectra;
    }

    private void compute(float[][] pixels, Tile tile, float[][] matrix) {
        int size = tile.blockSize();
        float[] down = new float[tile.pixelColumns()];
        float[][] shifted = new float[size][tile.width()];
        float[][] along = new float[size][tile.width()];
        for (int row = 0; row < tile.height(); row++) {
            for (int k = 0; k < size; k++) {
                Arrays.fill(down, 0);
                for (int y = 0; y < size; y++) {
                    add(pixels[row + y], matrix[k][y], down, down.length);
                }
                for (int x = 0; x < size; x++) {
                    System.arraycopy(down, x, shifted[x], 0, tile.width());
                }
                for (int l = 0; l < size; l++) {
                    Arrays.fill(along[l], 0);
                    for (int x = 0; x < size; x++) {
                        add(shifted[x], matrix[l][x], along[l], tile.width());
                    }
                }
                store(along, row * tile.width() * length + k * size, tile.width());
            }
        }
    }

    private void store(float[][] along, int from, int width) {
        for (int l = 0; l < along.length; l++) {
            float[] line = along[l];
            int to = from + l;
            for (int x = 0; x < width; x++) {
                coefficients[to] = line[x];
                to += length;
            }
        }
    }

    /** sum += weight from. */
    static void add(float[] from, float weight, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += weight * from[x];
        }
    }

    /** The coefficients of one block. */
    void copy(int block, float[] into) {
        System.arraycopy(coefficients, block * length, into, 0, length);
    }
}
