package dev.limpid.filter.bm3d;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * An image in gray levels of 0..255 less an offset, without padding: what the passes work on. Not modified once made.
 *
 * @param image how many image pixels there are above and to the left of each corner, (rows + 1) x (columns + 1); empty
 *     when there is no padding
 */
record GrayPlane(int rows, int columns, float[] pixels, int[] image) {
    /**
     * From the image's unit to gray levels and back.
     *
     * @param offset the value of an image pixel, which becomes 0: a constant image is exactly 0 everywhere
     * @param factor gray levels in one unit
     */
    record Scale(double offset, double factor, boolean holdsNothing) {
        static Scale of(Slice slice, IntensityRange range) {
            double factor = 255 / ((double) range.high() - range.low());
            for (int i = 0; i < slice.size(); i++) {
                if (!slice.isPadding(i)) {
                    return new Scale(slice.at(i), factor, false);
                }
            }
            return new Scale(0, factor, true);
        }
    }

    /** A slice that is not all padding, each side continued to at least {@code smallestSide}. */
    static GrayPlane of(Slice slice, Scale scale, int smallestSide) {
        int rows = Math.max(slice.rows(), smallestSide);
        int columns = Math.max(slice.columns(), smallestSide);
        Continuation continuation = new Continuation(slice);
        float[] pixels = new float[rows * columns];
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                pixels[y * columns + x] =
                        (float) ((slice.at(continuation.indexFor(y, x)) - scale.offset()) * scale.factor());
            }
        }
        return new GrayPlane(
                rows, columns, pixels, slice.hasPadding() ? imageCounts(slice, rows, columns) : new int[0]);
    }

    private static int[] imageCounts(Slice slice, int rows, int columns) {
        int[] counts = new int[(rows + 1) * (columns + 1)];
        for (int y = 0; y < rows; y++) {
            int inRow = 0;
            for (int x = 0; x < columns; x++) {
                boolean inside = y < slice.rows() && x < slice.columns();
                inRow += inside && !slice.isPadding(y * slice.columns() + x) ? 1 : 0;
                counts[(y + 1) * (columns + 1) + x + 1] = counts[y * (columns + 1) + x + 1] + inRow;
            }
        }
        return counts;
    }

    /** Whether any pixel of a block is image. */
    boolean holdsImage(int row, int column, int size) {
        int stride = columns + 1;
        int above = row * stride + column;
        int below = (row + size) * stride + column;
        return image.length == 0 || image[below + size] - image[below] - image[above + size] + image[above] > 0;
    }

    /** Other pixels of the same geometry. */
    GrayPlane with(float[] others) {
        return new GrayPlane(rows, columns, others, image);
    }

    /** Back in the unit and geometry of the slice this came from, with its padding as it was. */
    Slice toSlice(Slice original, Scale scale) {
        Slice.Builder slice = original.like();
        for (int y = 0; y < original.rows(); y++) {
            for (int x = 0; x < original.columns(); x++) {
                int i = y * original.columns() + x;
                double value = scale.offset() + pixels[y * columns + x] / scale.factor();
                slice.set(i, original.isPadding(i) ? original.at(i) : (float) value);
            }
        }
        return slice.build();
    }
}
