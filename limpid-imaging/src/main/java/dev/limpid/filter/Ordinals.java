package dev.limpid.filter;

/**
 * Floats as integers of the same order, so that they sort as part of a larger integer. The map is its own inverse.
 * Finite values only; -0 comes before +0.
 */
final class Ordinals {
    private Ordinals() {}

    static int of(float value) {
        return flip(Float.floatToRawIntBits(value));
    }

    static float value(int ordinal) {
        return Float.intBitsToFloat(flip(ordinal));
    }

    private static int flip(int bits) {
        return bits ^ (bits >> 31 & Integer.MAX_VALUE);
    }
}
