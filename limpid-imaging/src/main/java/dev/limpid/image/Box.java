package dev.limpid.image;

/**
 * An upright rectangle in an image, in pixels: x to the right, y down, both from the outer corner of the first pixel, so that
 * pixel (row, column) fills [column, column + 1] x [row, row + 1] and the far edges are exclusive.
 *
 * <p>Example: {@code new Box(0, 0, 2, 1).overlap(new Box(1, 0, 3, 1))} is 1/3.
 *
 * @param x0 left edge
 * @param y0 top edge
 * @param x1 right edge, above {@code x0}
 * @param y1 bottom edge, above {@code y0}
 */
public record Box(double x0, double y0, double x1, double y1) {
    public Box {
        if (!(x1 > x0) || !(y1 > y0) || !Double.isFinite(x1 - x0) || !Double.isFinite(y1 - y0)) {
            throw new IllegalArgumentException(
                    "a box needs an area above 0, which [" + x0 + ", " + y0 + ", " + x1 + ", " + y1 + "] has not");
        }
    }

    public double width() {
        return x1 - x0;
    }

    public double height() {
        return y1 - y0;
    }

    public double area() {
        return width() * height();
    }

    /** Intersection over union, 0..1. */
    public double overlap(Box other) {
        double across = Math.min(x1, other.x1) - Math.max(x0, other.x0);
        double down = Math.min(y1, other.y1) - Math.max(y0, other.y0);
        if (across <= 0 || down <= 0) {
            return 0;
        }
        double common = across * down;
        return common / (area() + other.area() - common);
    }

    /** Whether no part of it lies outside an image of this size. */
    public boolean within(int rows, int columns) {
        return x0 >= 0 && y0 >= 0 && x1 <= columns && y1 <= rows;
    }

    /** The same with all numbers multiplied: the box in an image of another resolution. */
    public Box scaled(double across, double down) {
        return new Box(x0 * across, y0 * down, x1 * across, y1 * down);
    }

    /** The same moved. */
    public Box moved(double right, double down) {
        return new Box(x0 + right, y0 + down, x1 + right, y1 + down);
    }

    /** The same in the image turned over left to right. */
    public Box mirrored(int columns) {
        return new Box(columns - x1, y0, columns - x0, y1);
    }
}
