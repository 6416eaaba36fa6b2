package dev.limpid.phantom;

/**
 * An ellipsoid of revolution.
 *
 * @param axis the direction of its axis, length 1
 * @param along half its length on the axis
 * @param across its radius across
 */
record Ellipsoid(Vec centre, Vec axis, double along, double across) implements Solid {
    static Ellipsoid sphere(Vec centre, double radius) {
        return new Ellipsoid(centre, new Vec(0, 0, 1), radius, radius);
    }

    @Override
    public double distance(double x, double y, double z) {
        double dx = x - centre.x();
        double dy = y - centre.y();
        double dz = z - centre.z();
        double a = dx * axis.x() + dy * axis.y() + dz * axis.z();
        double r2 = Math.max(0, dx * dx + dy * dy + dz * dz - a * a);
        double k0 = Math.sqrt(a * a / (along * along) + r2 / (across * across));
        double k1 = Math.sqrt(a * a / (along * along * along * along) + r2 / (across * across * across * across));
        return k1 < 1e-9 ? -Math.min(along, across) : k0 * (k0 - 1) / k1;
    }

    @Override
    public Extent extent(double z, double margin) {
        double reach = Math.max(along, across) + margin;
        if (Math.abs(z - centre.z()) > reach) {
            return Extent.NONE;
        }
        return new Extent(centre.x() - reach, centre.x() + reach, centre.y() - reach, centre.y() + reach);
    }

    /** The same shape with its surface moved inwards. */
    Ellipsoid shrunk(double by) {
        return new Ellipsoid(centre, axis, along - by, across - by);
    }
}
