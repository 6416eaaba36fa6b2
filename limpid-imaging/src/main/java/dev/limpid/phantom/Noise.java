package dev.limpid.phantom;

/**
 * Seeded smooth random texture in space: hashed values on a unit lattice with quintic interpolation between. Mean about
 * 0, values in -1..1, the same on every platform.
 */
record Noise(int seed) {
    /** One octave; {@code size} is the lattice spacing in mm. */
    float at(double x, double y, double z, double size) {
        double fx = x / size;
        double fy = y / size;
        double fz = z / size;
        int ix = (int) Math.floor(fx);
        int iy = (int) Math.floor(fy);
        int iz = (int) Math.floor(fz);
        float u = ease((float) (fx - ix));
        float v = ease((float) (fy - iy));
        float w = ease((float) (fz - iz));
        return mix(
                mix(
                        mix(node(ix, iy, iz), node(ix + 1, iy, iz), u),
                        mix(node(ix, iy + 1, iz), node(ix + 1, iy + 1, iz), u),
                        v),
                mix(
                        mix(node(ix, iy, iz + 1), node(ix + 1, iy, iz + 1), u),
                        mix(node(ix, iy + 1, iz + 1), node(ix + 1, iy + 1, iz + 1), u),
                        v),
                w);
    }

    private float node(int x, int y, int z) {
        int h = seed + x * 0x9E3779B1 + y * 0x85EBCA77 + z * 0xC2B2AE3D;
        h = (h ^ (h >>> 15)) * 0x2C1B3C6D;
        h = (h ^ (h >>> 12)) * 0x297A2D39;
        return ((h ^ (h >>> 15)) >> 8) / (float) (1 << 23);
    }

    private static float ease(float t) {
        return t * t * t * (t * (t * 6 - 15) + 10);
    }

    private static float mix(float a, float b, float t) {
        return a + (b - a) * t;
    }
}
