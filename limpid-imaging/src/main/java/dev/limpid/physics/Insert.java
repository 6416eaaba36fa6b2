package dev.limpid.physics;

/**
 * A round insert of a phantom, or any disc of one material in another.
 *
 * @param column of its middle in pixels, 0 in the middle of the first
 * @param row of its middle in pixels
 * @param radiusMm above 0
 */
public record Insert(double column, double row, double radiusMm) {
    public Insert {
        if (!(radiusMm > 0) || !Double.isFinite(radiusMm) || !Double.isFinite(column) || !Double.isFinite(row)) {
            throw new IllegalArgumentException(
                    "an insert is X,Y,RADIUS with a radius above 0 mm, not " + column + "," + row + "," + radiusMm);
        }
    }
}
