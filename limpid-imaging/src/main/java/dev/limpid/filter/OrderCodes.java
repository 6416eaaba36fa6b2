package dev.limpid.filter;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Floats as integers of the same order, so small that the difference of two never overflows.
 *
 * <p>0 becomes 0, and magnitudes from 2^-62 to nearly 2^66 become 1 to 2^30 - 1 in order, with the sign. Other values have
 * no code, and {@link #allHaveCodes} says so. The loops are for the vectoriser ({@link Lanes}); so are the buffers, which
 * copy bits without looking at each value.
 */
final class OrderCodes {
    /** The bits of the largest magnitude below those that have codes. */
    private static final int BASE = Float.floatToRawIntBits(0x1p-62f) - 1;

    private static final int OVER = 1 << 30;

    private final FloatBuffer floats;
    private final IntBuffer bits;
    private final int[] scratch;
    /** Not 0 where a value without a code has been. */
    private final int[] strange;

    OrderCodes(int capacity) {
        ByteBuffer memory = ByteBuffer.allocate(Float.BYTES * capacity).order(ByteOrder.nativeOrder());
        floats = memory.asFloatBuffer();
        bits = memory.asIntBuffer();
        scratch = new int[capacity];
        strange = new int[capacity];
    }

    /** Whether all values so far have had a code. */
    boolean allHaveCodes() {
        for (int flags : strange) {
            if (flags != 0) {
                return false;
            }
        }
        return true;
    }

    void encode(float[] values, int[] codes, int count) {
        floats.put(0, values, 0, count);
        bits.get(0, scratch, 0, count);
        encode(scratch, codes, strange, count);
    }

    void decode(int[] codes, float[] values, int count) {
        decode(codes, scratch, count);
        bits.put(0, scratch, 0, count);
        floats.get(0, values, 0, count);
    }

    private static void encode(int[] bits, int[] codes, int[] strange, int count) {
        for (int x = 0; x < count; x++) {
            int sign = bits[x] >> 31;
            int magnitude = bits[x] & Integer.MAX_VALUE;
            int above = magnitude - BASE;
            int small = above >> 31;
            int code = above & ~small;
            codes[x] = (code ^ sign) - sign;
            strange[x] |= (small & magnitude) | (code & OVER);
        }
    }

    private static void decode(int[] codes, int[] bits, int count) {
        for (int x = 0; x < count; x++) {
            int sign = codes[x] >> 31;
            int code = (codes[x] ^ sign) - sign;
            int notZero = -code >> 31;
            bits[x] = ((code + BASE) & notZero) | (sign & Integer.MIN_VALUE);
        }
    }

    /** Leaves the smaller of each two codes in {@code a} and the larger in {@code b}. */
    static void order(int[] a, int[] b, int count) {
        for (int x = 0; x < count; x++) {
            int p = a[x];
            int q = b[x];
            int less = p - q & p - q >> 31;
            a[x] = q + less;
            b[x] = p - less;
        }
    }

    /** Leaves the smaller of each two codes in {@code a}. */
    static void smaller(int[] a, int[] b, int count) {
        for (int x = 0; x < count; x++) {
            int difference = a[x] - b[x];
            a[x] = b[x] + (difference & difference >> 31);
        }
    }

    /** Leaves the larger of each two codes in {@code b}. */
    static void larger(int[] a, int[] b, int count) {
        for (int x = 0; x < count; x++) {
            int difference = a[x] - b[x];
            b[x] = a[x] - (difference & difference >> 31);
        }
    }
}
