package dev.limpid.filter;

/**
 * The bilateral weight s exp(-d^2 / (2 sigma^2)) of a difference d in value, for the factor s of one distance.
 *
 * <p>Differences come divided by sigma sqrt(128), so that their square is u = d^2 / (2 sigma^2) / 64. A polynomial gives
 * exp(-u), and six squarings its 64th power: right to 2e-5 of the value for u up to {@value #CUT}, from which on
 * the weight is 0. The factor s is in the coefficients, as its 64th root.
 */
final class SimilarityWeight {
    /** What sigma is multiplied by to give the divisor of differences. */
    static final double SIGMAS = Math.sqrt(128);

    /** From t = 24 on: exp(-24) is 4e-11. */
    private static final float CUT = 24f / 64;
    /** Differences whose squares are at most this need no cutting. */
    private static final float SURE = 23.9f / 64;
    /** Makes of what lies between {@link #SURE} and {@link #CUT} a ramp that begins at 1. */
    private static final float STEEP = 1e6f;

    /** exp(-u) in powers of u: Chebyshev interpolation of degree 4 on 0..24/64. */
    private static final double[] EXPONENTIAL = {0.9999999, -0.9999862, 0.49970358, -0.16442051, 0.03459351};

    private final float c0;
    private final float c1;
    private final float c2;
    private final float c3;
    private final float c4;

    SimilarityWeight(double factor) {
        double root = Math.pow(factor, 1.0 / 64);
        c0 = (float) (root * EXPONENTIAL[0]);
        c1 = (float) (root * EXPONENTIAL[1]);
        c2 = (float) (root * EXPONENTIAL[2]);
        c3 = (float) (root * EXPONENTIAL[3]);
        c4 = (float) (root * EXPONENTIAL[4]);
    }

    /** Whether no difference between values of this spread, divided as said above, is cut. */
    static boolean isSure(float spread) {
        return spread * spread <= SURE;
    }

    /** Adds the weight w of each pair to {@code weight}, and w (there - here) to {@code pull}; nothing is cut. */
    void addSure(float[] here, float[] there, float[] pull, float[] weight, int count) {
        addSure(here, there, pull, weight, count, c0, c1, c2, c3, c4);
    }

    /** As {@link #addSure} with the cut: for values below it, the same bits. */
    void add(float[] here, float[] there, float[] pull, float[] weight, float[] scratch, int count) {
        evaluate(here, there, scratch, count, c0, c1, c2, c3, c4);
        draw(here, there, scratch, pull, weight, count);
    }

    /** As {@link #add} where {@code valid}, else nothing. */
    void add(float[] here, float[] there, float[] valid, float[] pull, float[] weight, float[] scratch, int count) {
        evaluate(here, there, scratch, count, c0, c1, c2, c3, c4);
        Lanes.multiply(scratch, valid, scratch, count);
        draw(here, there, scratch, pull, weight, count);
    }

    private static void addSure(
            float[] here,
            float[] there,
            float[] pull,
            float[] weight,
            int count,
            float c0,
            float c1,
            float c2,
            float c3,
            float c4) {
        for (int x = 0; x < count; x++) {
            float d = there[x] - here[x];
            float u = d * d;
            float e = (((c4 * u + c3) * u + c2) * u + c1) * u + c0;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            pull[x] += e * d;
            weight[x] += e;
        }
    }

    private static void evaluate(
            float[] here, float[] there, float[] w, int count, float c0, float c1, float c2, float c3, float c4) {
        for (int x = 0; x < count; x++) {
            float d = there[x] - here[x];
            float u = Math.min(d * d, CUT);
            float e = (((c4 * u + c3) * u + c2) * u + c1) * u + c0;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            e *= e;
            w[x] = e * Math.min((CUT - u) * STEEP, 1f);
        }
    }

    private static void draw(float[] here, float[] there, float[] w, float[] pull, float[] weight, int count) {
        for (int x = 0; x < count; x++) {
            pull[x] += w[x] * (there[x] - here[x]);
            weight[x] += w[x];
        }
    }
}
