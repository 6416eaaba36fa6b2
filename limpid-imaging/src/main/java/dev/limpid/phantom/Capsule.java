package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;

/**
 * A straight piece of tube with round ends whose radius goes linearly from one end to the other: bones, vessels and
 * airways are chains of these.
 *
 * @param squeeze heights count this much: 1 for a round tube, 0.5 for one twice as high as thick (a rib)
 */
record Capsule(Vec from, Vec to, double fromRadius, double toRadius, double squeeze) implements Solid {
    Capsule(Vec from, Vec to, double fromRadius, double toRadius) {
        this(from, to, fromRadius, toRadius, 1);
    }

    @Override
    public double distance(double x, double y, double z) {
        double t = fraction(x, y, z);
        return Math.sqrt(axisSquared(x, y, z, t)) - (fromRadius + t * (toRadius - fromRadius));
    }

    /** Where along the axis, 0 to 1, the nearest point lies. */
    double fraction(double x, double y, double z) {
        double ax = to.x() - from.x();
        double ay = to.y() - from.y();
        double az = (to.z() - from.z()) * squeeze;
        double length = ax * ax + ay * ay + az * az;
        double along = (x - from.x()) * ax + (y - from.y()) * ay + (z - from.z()) * squeeze * az;
        return length < 1e-12 ? 0 : Math.max(0, Math.min(1, along / length));
    }

    /** Squared distance to the axis at that fraction. */
    double axisSquared(double x, double y, double z, double t) {
        double dx = x - from.x() - t * (to.x() - from.x());
        double dy = y - from.y() - t * (to.y() - from.y());
        double dz = (z - from.z() - t * (to.z() - from.z())) * squeeze;
        return dx * dx + dy * dy + dz * dz;
    }

    @Override
    public Extent extent(double z, double margin) {
        double reach = Math.max(fromRadius, toRadius) + margin;
        double low = Math.min(from.z(), to.z()) - reach / squeeze;
        double high = Math.max(from.z(), to.z()) + reach / squeeze;
        if (z < low || z > high) {
            return Extent.NONE;
        }
        return new Extent(
                Math.min(from.x(), to.x()) - reach,
                Math.max(from.x(), to.x()) + reach,
                Math.min(from.y(), to.y()) - reach,
                Math.max(from.y(), to.y()) + reach);
    }

    Capsule mirrored() {
        return new Capsule(from.mirrored(), to.mirrored(), fromRadius, toRadius, squeeze);
    }

    /**
     * A smooth tube through points (Catmull-Rom), its radius going evenly from the first to the last.
     *
     * @param through at least two points
     */
    static List<Capsule> tube(double fromRadius, double toRadius, double squeeze, List<Vec> through) {
        int pieces = 6;
        int spans = through.size() - 1;
        List<Capsule> tube = new ArrayList<>();
        Vec last = through.get(0);
        for (int span = 0; span < spans; span++) {
            Vec b = through.get(span);
            Vec c = through.get(span + 1);
            Vec a = span > 0 ? through.get(span - 1) : b.minus(c.minus(b));
            Vec d = span + 2 < through.size() ? through.get(span + 2) : c.plus(c.minus(b));
            for (int piece = 1; piece <= pieces; piece++) {
                double t = piece / (double) pieces;
                Vec next = spline(a, b, c, d, t);
                double whole = spans;
                double t0 = (span + t - 1.0 / pieces) / whole;
                double t1 = (span + t) / whole;
                double step = toRadius - fromRadius;
                tube.add(new Capsule(last, next, fromRadius + step * t0, fromRadius + step * t1, squeeze));
                last = next;
            }
        }
        return tube;
    }

    static List<Capsule> tube(double fromRadius, double toRadius, Vec... through) {
        return tube(fromRadius, toRadius, 1, List.of(through));
    }

    private static Vec spline(Vec a, Vec b, Vec c, Vec d, double t) {
        Vec linear = c.minus(a).times(0.5 * t);
        Vec square = a.times(2).minus(b.times(5)).plus(c.times(4)).minus(d).times(0.5 * t * t);
        Vec cube = b.times(3).minus(a).minus(c.times(3)).plus(d).times(0.5 * t * t * t);
        return b.plus(linear).plus(square).plus(cube);
    }
}
