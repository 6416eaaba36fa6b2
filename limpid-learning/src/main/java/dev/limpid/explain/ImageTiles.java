package dev.limpid.explain;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Mirror;
import dev.limpid.image.Slice;

/**
 * Cuts an image for a network: into tiles that begin and end at multiples of its stride, each with everything around it that a
 * derivative of its output depends on (twice the network's halo: once for the gates, once for the way down through them),
 * mirrored beyond the image. A small image is one tile.
 */
final class ImageTiles {
    /** Pixels of an image that is looked at whole. */
    private static final int WHOLE = 1_200_000;

    private static final int TILE = 384;

    private final int stride;
    private final int reach;

    ImageTiles(int stride, int halo) {
        this.stride = stride;
        this.reach = up(2 * halo);
    }

    /**
     * A tile and what is around it.
     *
     * @param top first row that is the tile's own
     * @param left first column
     * @param bottom row after the last
     * @param right column after the last
     * @param firstRow of {@code values} in the image; at most {@code top}
     * @param firstColumn of {@code values}
     * @param columns of {@code values}
     * @param values normalised, row-major
     */
    record Tile(int top, int left, int bottom, int right, int firstRow, int firstColumn, int columns, float[] values) {
        int rows() {
            return values.length / columns;
        }
    }

    /** Takes a tile. */
    @FunctionalInterface
    interface Visitor {
        void visit(Tile tile);
    }

    void forEach(Slice image, IntensityRange range, Visitor visitor) {
        int edge = image.size() <= WHOLE ? up(Math.max(image.rows(), image.columns())) : up(TILE);
        for (int top = 0; top < image.rows(); top += edge) {
            for (int left = 0; left < image.columns(); left += edge) {
                visitor.visit(tile(image, range, top, left, edge));
            }
        }
    }

    private Tile tile(Slice image, IntensityRange range, int top, int left, int edge) {
        int firstRow = Math.max(0, top - reach);
        int firstColumn = Math.max(0, left - reach);
        int rows = up(Math.min(image.rows(), top + edge + reach) - firstRow);
        int columns = up(Math.min(image.columns(), left + edge + reach) - firstColumn);
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            int row = Mirror.index(firstRow + i / columns, image.rows());
            int at = row * image.columns() + Mirror.index(firstColumn + i % columns, image.columns());
            values[i] = image.isPadding(at) ? 0 : range.normalise(image.at(at));
        }
        int bottom = Math.min(image.rows(), top + edge);
        int right = Math.min(image.columns(), left + edge);
        return new Tile(top, left, bottom, right, firstRow, firstColumn, columns, values);
    }

    /** The next multiple of the stride. */
    int up(int size) {
        return (size + stride - 1) / stride * stride;
    }
}
