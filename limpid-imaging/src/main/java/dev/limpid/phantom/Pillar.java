package dev.limpid.phantom;

import java.util.function.DoubleUnaryOperator;

/**
 * An upright body whose cross-sections are ellipses, centre and half axes being functions of height.
 *
 * @param low lowest z in mm
 * @param high highest z in mm
 */
record Pillar(
        double low,
        double high,
        DoubleUnaryOperator centreX,
        DoubleUnaryOperator centreY,
        DoubleUnaryOperator halfX,
        DoubleUnaryOperator halfY)
        implements Solid {

    static Pillar straight(double low, double high, double x, double y, double halfX, double halfY) {
        return new Pillar(low, high, z -> x, z -> y, z -> halfX, z -> halfY);
    }

    @Override
    public double distance(double x, double y, double z) {
        double rx = halfX.applyAsDouble(z);
        double ry = halfY.applyAsDouble(z);
        double dx = x - centreX.applyAsDouble(z);
        double dy = y - centreY.applyAsDouble(z);
        double k0 = Math.sqrt(dx * dx / (rx * rx) + dy * dy / (ry * ry));
        double k1 = Math.sqrt(dx * dx / (rx * rx * rx * rx) + dy * dy / (ry * ry * ry * ry));
        double inPlane = k1 < 1e-9 ? -Math.min(rx, ry) : k0 * (k0 - 1) / k1;
        return Math.max(inPlane, Math.max(low - z, z - high));
    }

    @Override
    public Extent extent(double z, double margin) {
        if (z < low - margin || z > high + margin) {
            return Extent.NONE;
        }
        double x = centreX.applyAsDouble(z);
        double y = centreY.applyAsDouble(z);
        double rx = halfX.applyAsDouble(z) + margin;
        double ry = halfY.applyAsDouble(z) + margin;
        return new Extent(x - rx, x + rx, y - ry, y + ry);
    }
}
