package dev.limpid.network.detector;

import dev.limpid.image.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * The boxes that proposals start from: at every pixel of every level of the pyramid three, of one area and of three shapes,
 * centred on the pixel. The areas are those of squares of 16, 32, 64, 128 and 256 pixels at strides 4, 8, 16, 32 and 64: half of
 * the published ones for photographs, because lesions are small.
 */
final class Anchors {
    /** Pixels of the image from one pixel of a level to the next. */
    static final List<Integer> STRIDES = List.of(4, 8, 16, 32, 64);

    /** Anchors at each pixel. */
    static final int SHAPES = 3;

    /** Height over width. */
    private static final double[] RATIOS = {0.5, 1, 2};

    /** Edge of an anchor's square in strides. */
    private static final int EDGE = 4;

    private Anchors() {}

    /** Anchors of a level: row by row, column by column, shape by shape. */
    static List<Box> of(int stride, long rows, long columns) {
        List<Box> anchors = new ArrayList<>();
        double edge = (double) EDGE * stride;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column + 0.5) * stride;
                double y = (row + 0.5) * stride;
                for (double ratio : RATIOS) {
                    double halfHeight = edge * Math.sqrt(ratio) / 2;
                    double halfWidth = edge / Math.sqrt(ratio) / 2;
                    anchors.add(new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight));
                }
            }
        }
        return anchors;
    }
}
