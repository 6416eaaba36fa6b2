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

    /** sum += weight ((a + b) - 2 centre). */
    static void addPair(float[] a, float[] b, float weight, float[] centre, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += weight * ((a[x] + b[x]) - (centre[x] + centre[x]));
        }
    }

    /** sum += weight ((a + b) - 2 centre) for two pairs. */
    static void addPairs(
            float[] a, float[] b, float first, float[] c, float[] d, float second, float[] centre, float[] sum, int n) {
        for (int x = 0; x < n; x++) {
            float twice = centre[x] + centre[x];
            sum[x] += first * ((a[x] + b[x]) - twice) + second * ((c[x] + d[x]) - twice);
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

    /** sum += first a + second b. */
    static void addMultiples(float[] a, float first, float[] b, float second, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += first * a[x] + second * b[x];
        }
    }

    /** one += first a, other += second a. */
    static void distribute(float[] a, float first, float[] one, float second, float[] other, int count) {
        for (int x = 0; x < count; x++) {
            one[x] += first * a[x];
            other[x] += second * a[x];
        }
    }

    /** a -= offset. */
    static void subtract(float[] a, float offset, int count) {
        for (int x = 0; x < count; x++) {
            a[x] -= offset;
        }
    }

    /** Draws values towards 0 by {@code threshold}, and not beyond. */
    static void softThreshold(float[] a, float threshold, int count) {
        for (int x = 0; x < count; x++) {
            a[x] -= Math.max(-threshold, Math.min(a[x], threshold));
        }
    }

    /** a *= factor. */
    static void multiply(float[] a, float factor, int count) {
        for (int x = 0; x < count; x++) {
            a[x] *= factor;
        }
    }

    /** sum += factor a / b. */
    static void addRatio(float[] a, float[] b, float factor, float[] sum, int count) {
        for (int x = 0; x < count; x++) {
            sum[x] += factor * (a[x] / b[x]);
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
