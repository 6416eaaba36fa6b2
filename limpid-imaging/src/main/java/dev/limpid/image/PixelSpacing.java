package dev.limpid.image;

/**
 * Distance between pixel centres in mm.
 *
 * @param rowMm distance between adjacent rows (vertical), above 0
 * @param columnMm distance between adjacent columns (horizontal), above 0
 */
public record PixelSpacing(double rowMm, double columnMm) {
    public PixelSpacing {
        if (!(rowMm > 0) || !(columnMm > 0) || Double.isInfinite(rowMm) || Double.isInfinite(columnMm)) {
            throw new IllegalArgumentException("pixel spacing must be positive: " + rowMm + " x " + columnMm + " mm");
        }
    }
}
