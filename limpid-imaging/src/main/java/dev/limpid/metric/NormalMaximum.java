package dev.limpid.metric;

/**
 * Translates the largest magnitude of four independent standard normal values to the magnitude that one such value
 * exceeds with the same probability: 1 - (1 - p)^4 for p (Sidak, JASA 62, 1967). Example: 3.4 becomes 3.0.
 */
final class NormalMaximum {
    private static final int VALUES = 4;
    private static final int STEPS_PER_UNIT = 200;
    private static final int LIMIT = 8;
    private static final float[] EQUIVALENT = table();

    private NormalMaximum() {}

    static float equivalent(float largest) {
        float at = largest * STEPS_PER_UNIT;
        if (at >= EQUIVALENT.length - 1) {
            // Far out the two differ by a constant in the square: the tails fall like exp(-z^2 / 2).
            float edge = EQUIVALENT[EQUIVALENT.length - 1];
            return (float) Math.sqrt((double) largest * largest - LIMIT * LIMIT + edge * edge);
        }
        int below = (int) at;
        return EQUIVALENT[below] + (at - below) * (EQUIVALENT[below + 1] - EQUIVALENT[below]);
    }

    private static float[] table() {
        int entries = LIMIT * STEPS_PER_UNIT + 1;
        double[] beyond = new double[entries];
        // Two-sided tail by the trapezium rule from far out inwards.
        double tail = 0;
        for (int i = 4 * LIMIT * STEPS_PER_UNIT; i > 0; i--) {
            if (i < entries) {
                beyond[i] = tail;
            }
            tail += (density(i) + density(i - 1)) / STEPS_PER_UNIT;
        }
        beyond[0] = 1;
        float[] equivalent = new float[entries];
        int j = 0;
        for (int i = 0; i < entries; i++) {
            double wanted = -Math.expm1(VALUES * Math.log1p(-Math.min(beyond[i], 1)));
            while (j + 1 < entries && beyond[j + 1] >= wanted) {
                j++;
            }
            double part = j + 1 < entries ? (beyond[j] - wanted) / (beyond[j] - beyond[j + 1]) : 0;
            equivalent[i] = (float) ((j + part) / STEPS_PER_UNIT);
        }
        return equivalent;
    }

    private static double density(int step) {
        double z = (double) step / STEPS_PER_UNIT;
        return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    }
}
