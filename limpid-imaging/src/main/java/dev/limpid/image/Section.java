package dev.limpid.image;

/**
 * Where a slice lies across its plane, and how thick it is.
 *
 * @param positionMm of its middle along the normal of the plane, from an origin that all slices of a series share
 * @param thicknessMm above 0
 */
public record Section(double positionMm, double thicknessMm) {
    public Section {
        if (!Double.isFinite(positionMm) || !(thicknessMm > 0) || Double.isInfinite(thicknessMm)) {
            throw new IllegalArgumentException(
                    "a section at " + positionMm + " mm cannot be " + thicknessMm + " mm thick");
        }
    }
}
