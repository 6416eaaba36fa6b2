package dev.limpid.filter;

/**
 * Arithmetic on whole runs of pixels.
 *
 * <p>These loops are written for the vectoriser of the JVM (C2 of JDK 17 and later), which takes a loop only when every
 * array is indexed by the loop variable alone and the body is short: no offsets (copy the shifted row first, that is
 * cheap), no branches, few operations. Measured on JDK 17 with AVX-512, a loop with an offset is 4 to 7 times slower.
 */
final class Lanes {
    private Lanes() {}

    /** sum += a. */
    static void add(float[] a, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += a[x];
        }
    }

    /** sum += a + b. */
    static void add(float[] a, float[] b, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += a[x] + b[x];
        }
    }

    /** sum += weight ((a - centre) + (b - centre)). */
    static void addDifferences(float[] a, float[] centre, float[] b, float weight, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            float here = centre[x];
            sum[x] += weight * ((a[x] - here) + (b[x] - here));
        }
    }

    /** result = (a - b)^2. */
    static void squaredDifference(float[] a, float[] b, float[] result, int count) {
        for (int x = 0; x < count; x++) {
            float difference = a[x] - b[x];
            result[x] = difference * difference;
        }
    }

    /** result = (mask (a - b))^2. */
    static void squaredDifference(float[] a, float[] b, float[] mask, float[] result, int count) {
        for (int x = 0; x < count; x++) {
            float difference = mask[x] * (a[x] - b[x]);
            result[x] = difference * difference;
        }
    }

    /** result = a b. */
    static void multiply(float[] a, float[] b, float[] result, int count) {
        for (int x = 0; x < count; x++) {
            result[x] = a[x] * b[x];
        }
    }

    /** Leaves the smaller of each two values in {@code a} and the larger in {@code b}. */
    static void order(float[] a, float[] b, int count) {
        for (int x = 0; x < count; x++) {
            float p = a[x];
            float q = b[x];
            a[x] = Math.min(p, q);
            b[x] = Math.max(p, q);
        }
    }

    /** Leaves the smaller of each two values in {@code a}. */
    static void smaller(float[] a, float[] b, int count) {
        for (int x = 0; x < count; x++) {
            a[x] = Math.min(a[x], b[x]);
        }
    }

    /** Leaves the larger of each two values in {@code b}. */
    static void larger(float[] a, float[] b, int count) {
        for (int x = 0; x < count; x++) {
            b[x] = Math.max(a[x], b[x]);
        }
    }
}
