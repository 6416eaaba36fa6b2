package dev.limpid.filter;

/**
 * The weight exp(-t) of a patch distance, 0 from t = {@value #CUT} on.
 *
 * <p>The exponential is a polynomial for exp(-t / 4), squared twice: right to 3e-6 of its value, and exactly 1 at 0.
 * The cut is a steep ramp. All is plain arithmetic in loops short enough for the vectoriser ({@link Lanes}).
 */
final class WeightDecay {
    private static final float CUT = 5;

    private final float[] t;
    private final float[] g;

    WeightDecay(int capacity) {
        t = new float[capacity];
        g = new float[capacity];
    }

    /** Replaces s by exp(-t) where t = max(0, s - floor) scale. */
    void apply(float[] s, float floor, float scale, int count) {
        distance(s, floor, scale, t, count);
        polynomial(t, g, count);
        power(t, g, s, count);
    }

    private static void distance(float[] s, float floor, float scale, float[] t, int count) {
        for (int x = 0; x < count; x++) {
            t[x] = Math.min(Math.max(s[x] - floor, 0f) * scale, CUT);
        }
    }

    /** (1 - exp(-u)) / u for u = t / 4 in 0..1.25, as a polynomial in t: Chebyshev interpolation of degree 6. */
    private static void polynomial(float[] t, float[] g, int count) {
        for (int x = 0; x < count; x++) {
            float u = t[x] * 0.25f;
            float high = ((1.1619396e-4f * u - 1.2608916e-3f) * u + 8.229366e-3f) * u - 4.1622374e-2f;
            g[x] = ((high * u + 1.6665758e-1f) * u - 4.9999928e-1f) * u + 1f;
        }
    }

    private static void power(float[] t, float[] g, float[] weight, int count) {
        for (int x = 0; x < count; x++) {
            float e = 1f - t[x] * 0.25f * g[x];
            float squared = e * e;
            weight[x] = squared * squared * Math.min((CUT - t[x]) * 1e30f, 1f);
        }
    }
}
