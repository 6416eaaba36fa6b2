package dev.limpid.physics;

/**
 * A rectangle of a slice.
 *
 * @param row of its first pixel
 * @param column of its first pixel
 * @param rows height in pixels
 * @param columns width in pixels
 * @param deviation standard deviation of its pixels about the plane that fits them best, in the slice's unit
 */
public record Window(int row, int column, int rows, int columns, double deviation) {}
