package dev.limpid.phantom;

/** A point or direction in mm. */
record Vec(double x, double y, double z) {
    Vec plus(Vec o) {
        return new Vec(x + o.x, y + o.y, z + o.z);
    }

    Vec minus(Vec o) {
        return new Vec(x - o.x, y - o.y, z - o.z);
    }

    Vec times(double f) {
        return new Vec(x * f, y * f, z * f);
    }

    double dot(Vec o) {
        return x * o.x + y * o.y + z * o.z;
    }

    Vec cross(Vec o) {
        return new Vec(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
    }

    double length() {
        return Math.sqrt(dot(this));
    }

    /** The same direction with length 1; the x direction for the zero vector. */
    Vec unit() {
        double n = length();
        return n < 1e-9 ? new Vec(1, 0, 0) : times(1 / n);
    }

    /** The point a fraction {@code t} of the way to another. */
    Vec towards(Vec o, double t) {
        return new Vec(x + (o.x - x) * t, y + (o.y - y) * t, z + (o.z - z) * t);
    }

    /** Mirrored to the other side of the body. */
    Vec mirrored() {
        return new Vec(-x, y, z);
    }
}
