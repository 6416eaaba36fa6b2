package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/**
 * Decodes the rows of a JPEG-LS scan, T.87 annex A: prediction by the median of three neighbours, corrected by one of
 * 365 contexts, or runs where the neighbourhood is flat.
 */
final class JpegLsScan {
    /** J of A.7.1: how many bits the remainder of a run has, by run index. */
    private static final int[] RUN_BITS = {
        0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13, 14, 15
    };

    private static final int REGULAR_CONTEXTS = 365;
    private static final int LARGEST_CORRECTION = 127;
    private static final int SMALLEST_CORRECTION = -128;
    /** Sound data never need more; bounds the search when hostile data let a context overflow. */
    private static final int LARGEST_K = 18;

    private final JpegLsBits bits;
    private final int maximum;
    private final int near;
    private final int step;
    private final int span;
    private final int range;
    private final int reset;
    private final int limit;
    private final int errorBits;
    private final byte[] regions;

    // The state of each context, A.2.1: magnitude, bias, correction, occurrences.
    private final int[] a = new int[REGULAR_CONTEXTS + 2];
    private final int[] b = new int[REGULAR_CONTEXTS];
    private final int[] c = new int[REGULAR_CONTEXTS];
    private final int[] n = new int[REGULAR_CONTEXTS + 2];
    /** Negative errors of the two contexts of run interruption. */
    private final int[] negatives = new int[2];

    private int runIndex;

    JpegLsScan(JpegLsParameters parameters, JpegLsBits bits) {
        this.bits = bits;
        maximum = parameters.maximum();
        near = parameters.near();
        step = 2 * near + 1;
        range = parameters.range();
        span = range * step;
        reset = parameters.reset();
        limit = parameters.limit();
        errorBits = parameters.errorBits();
        regions = parameters.gradientRegions();
        start();
    }

    /** Forgets all contexts, as at the start of a scan and of a restart interval. */
    void start() {
        Arrays.fill(a, Math.max(2, (range + 32) / 64));
        Arrays.fill(b, 0);
        Arrays.fill(c, 0);
        Arrays.fill(n, 1);
        Arrays.fill(negatives, 0);
        runIndex = 0;
    }

    /**
     * Decodes a row. Both rows have one more sample at either end: the left ones and the right one of {@code above} are
     * set by the caller (A.2.1, figure A.1).
     */
    void row(int[] above, int[] row) throws ImageFormatException {
        int columns = row.length - 2;
        int x = 1;
        while (x <= columns) {
            int left = row[x - 1];
            int up = above[x];
            int upLeft = above[x - 1];
            int context = 81 * regions[maximum + above[x + 1] - up]
                    + 9 * regions[maximum + up - upLeft]
                    + regions[maximum + upLeft - left];
            if (context != 0) {
                row[x++] = regular(context, left, up, upLeft);
            } else {
                x += run(above, row, x, columns);
            }
        }
    }

    /** A.4 to A.6. */
    private int regular(int signedContext, int left, int up, int upLeft) throws ImageFormatException {
        int q = signedContext < 0 ? -signedContext : signedContext;
        int low = Math.min(left, up);
        int high = Math.max(left, up);
        int prediction = upLeft >= high ? low : upLeft <= low ? high : left + up - upLeft;
        prediction += signedContext < 0 ? -c[q] : c[q];
        prediction = Math.max(0, Math.min(maximum, prediction));

        int k = golombParameter(n[q], a[q]);
        int coded = bits.golomb(k, limit, errorBits);
        // A.5.2: even is non-negative, odd negative, and the other way round where the bias says so.
        int error = (coded & 1) == 0 ? coded >> 1 : -((coded + 1) >> 1);
        if (near == 0 && k == 0 && 2 * b[q] <= -n[q]) {
            error = -error - 1;
        }
        update(q, error);
        return reconstruct(prediction, signedContext < 0 ? -error : error);
    }

    private void update(int q, int error) {
        b[q] += error * step;
        a[q] += Math.abs(error);
        if (n[q] == reset) {
            a[q] >>= 1;
            b[q] >>= 1;
            n[q] >>= 1;
        }
        n[q]++;
        if (b[q] <= -n[q]) {
            b[q] = Math.max(b[q] + n[q], 1 - n[q]);
            c[q] = Math.max(c[q] - 1, SMALLEST_CORRECTION);
        } else if (b[q] > 0) {
            b[q] = Math.min(b[q] - n[q], 0);
            c[q] = Math.min(c[q] + 1, LARGEST_CORRECTION);
        }
    }

    /** A.7: fills a run and the sample that ends it; returns how many samples that are. */
    private int run(int[] above, int[] row, int from, int columns) throws ImageFormatException {
        int value = row[from - 1];
        int x = from;
        while (bits.bit() == 1) {
            int length = 1 << RUN_BITS[runIndex];
            int stop = Math.min(x + length, columns + 1);
            boolean whole = stop == x + length;
            Arrays.fill(row, x, stop, value);
            x = stop;
            if (whole && runIndex < 31) {
                runIndex++;
            }
            if (x > columns) {
                return x - from;
            }
        }
        int rest = bits.bits(RUN_BITS[runIndex]);
        if (rest > columns - x) {
            throw new ImageFormatException("JPEG-LS data are damaged: a run leaves its row");
        }
        Arrays.fill(row, x, x + rest, value);
        x += rest;
        row[x] = interruption(value, above[x]);
        if (runIndex > 0) {
            runIndex--;
        }
        return x + 1 - from;
    }

    /** A.7.2: the sample that ends a run. */
    private int interruption(int left, int up) throws ImageFormatException {
        int type = Math.abs(left - up) <= near ? 1 : 0;
        int q = REGULAR_CONTEXTS + type;
        int k = golombParameter(n[q], type == 0 ? a[q] : a[q] + (n[q] >> 1));
        int coded = bits.golomb(k, limit - RUN_BITS[runIndex] - 1, errorBits);
        int parity = coded + type & 1;
        int magnitude = (coded + type + parity) >> 1;
        boolean oddIsNegative = k != 0 || 2 * negatives[type] >= n[q];
        int error = oddIsNegative == (parity == 1) ? -magnitude : magnitude;
        if (error < 0) {
            negatives[type]++;
        }
        a[q] += (coded + 1 - type) >> 1;
        if (n[q] == reset) {
            a[q] >>= 1;
            n[q] >>= 1;
            negatives[type] >>= 1;
        }
        n[q]++;
        return type == 1 ? reconstruct(left, error) : reconstruct(up, left > up ? -error : error);
    }

    /** The smallest k with n 2^k >= a, A.5.1. */
    private static int golombParameter(int n, int a) {
        int k = 0;
        while (n << k < a && k < LARGEST_K) {
            k++;
        }
        return k;
    }

    /** A.4.4 and A.4.5: the sample from its prediction and the error, modulo the range. */
    private int reconstruct(int prediction, int error) {
        int value = prediction + error * step;
        if (value < -near) {
            value += span;
        } else if (value > maximum + near) {
            value -= span;
        }
        return Math.max(0, Math.min(maximum, value));
    }
}
