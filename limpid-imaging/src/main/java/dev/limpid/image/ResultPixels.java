package dev.limpid.image;

import dev.limpid.image.StoredImage.PlaneSource;
import java.io.IOException;

/** The rules by which every format turns the planes of a result into stored values. */
public final class ResultPixels {
    private ResultPixels() {}

    /**
     * The plane that {@code planes} gives for frame {@code index}.
     *
     * @throws IllegalArgumentException if it is not of the source's size
     */
    public static Slice next(PlaneSource planes, int index, int rows, int columns) throws IOException {
        Slice plane = planes.plane(index);
        if (plane.rows() != rows || plane.columns() != columns) {
            throw new IllegalArgumentException("the result is a " + plane + ", the image " + rows + " x " + columns);
        }
        return plane;
    }

    /** {@code value} rounded to the nearest whole number and held within {@code least..most}: saturated, not wrapped. */
    public static long stored(double value, long least, long most) {
        return Math.max(least, Math.min(most, Math.round(value)));
    }

    /** Refuses a frame number that an image does not have. */
    public static void checkFrame(int index, int frames) {
        if (index < 0 || index >= frames) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + frames);
        }
    }

    /**
     * The error for a pixel that is not a finite number.
     *
     * @param row 0-based, as {@code column} and {@code frame}
     */
    public static ImageFormatException notFinite(double value, int row, int column, int frame) {
        return new ImageFormatException("the pixel at row " + row + ", column " + column + " of frame " + frame + " is "
                + value + ", which is not a finite 32-bit number; replace it first");
    }
}
