package dev.limpid.filter.bm3d;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A rectangle of the grid of reference blocks, and what lies around it that a match may reach. How an image is cut into
 * tiles depends on its size only.
 *
 * @param rows of the reference blocks' upper left pixels, ascending
 * @param columns likewise
 * @param top first row of a block that may be in a group
 * @param left first column
 * @param height rows in which such a block may begin
 * @param width columns
 * @param blockSize rows and columns of a block
 */
record Tile(int[] rows, int[] columns, int top, int left, int height, int width, int blockSize) {
    /** Pixels of reference positions in a tile: small enough for the spectra of its blocks to stay in the cache. */
    private static final int ROWS = 96;

    private static final int COLUMNS = 128;

    /** All tiles of an image, row by row. */
    static List<Tile> of(int imageRows, int imageColumns, StageSettings settings) {
        int size = settings.transform().size();
        int[] gridRows = grid(imageRows - size, settings.step());
        int[] gridColumns = grid(imageColumns - size, settings.step());
        List<Tile> tiles = new ArrayList<>();
        for (int[] rows : parts(gridRows, ROWS / settings.step())) {
            int top = Math.max(0, rows[0] - StageSettings.SEARCH_RADIUS);
            int bottom = Math.min(imageRows - size, rows[rows.length - 1] + StageSettings.SEARCH_RADIUS);
            for (int[] columns : parts(gridColumns, COLUMNS / settings.step())) {
                int left = Math.max(0, columns[0] - StageSettings.SEARCH_RADIUS);
                int right = Math.min(imageColumns - size, columns[columns.length - 1] + StageSettings.SEARCH_RADIUS);
                tiles.add(new Tile(rows, columns, top, left, bottom - top + 1, right - left + 1, size));
            }
        }
        return tiles;
    }

    /** 0, step, 2 step, ... and {@code last}. */
    private static int[] grid(int last, int step) {
        int[] grid = new int[(last + step - 1) / step + 1];
        for (int i = 0; i < grid.length; i++) {
            grid[i] = Math.min(i * step, last);
        }
        return grid;
    }

    private static List<int[]> parts(int[] all, int size) {
        List<int[]> parts = new ArrayList<>();
        for (int from = 0; from < all.length; from += size) {
            parts.add(Arrays.copyOfRange(all, from, Math.min(from + size, all.length)));
        }
        return parts;
    }

    /** Rows of pixels that its blocks cover. */
    int pixelRows() {
        return height + blockSize - 1;
    }

    int pixelColumns() {
        return width + blockSize - 1;
    }

    /** The index of a block within the tile, row-major by its upper left pixel, from its place in the image. */
    int index(int row, int column) {
        return (row - top) * width + column - left;
    }

    /** The pixels that its blocks cover, row by row. */
    float[][] pixelsOf(GrayPlane plane) {
        float[][] pixels = new float[pixelRows()][pixelColumns()];
        for (int y = 0; y < pixels.length; y++) {
            System.arraycopy(plane.pixels(), (top + y) * plane.columns() + left, pixels[y], 0, pixels[y].length);
        }
        return pixels;
    }
}
