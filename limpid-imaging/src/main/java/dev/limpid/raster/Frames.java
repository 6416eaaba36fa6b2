package dev.limpid.raster;

import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage.PlaneSource;
import java.io.IOException;

/** Checks between a caller and the planes of a stored picture. */
final class Frames {
    private Frames() {}

    static void check(int index, int frames) {
        if (index < 0 || index >= frames) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + frames);
        }
    }

    /** The next plane of a result, refused when it is not of the source's size. */
    static Slice next(PlaneSource planes, int index, int rows, int columns) throws IOException {
        Slice plane = planes.plane(index);
        if (plane.rows() != rows || plane.columns() != columns) {
            throw new IllegalArgumentException("the result is a " + plane + ", the image " + rows + " x " + columns);
        }
        return plane;
    }
}
