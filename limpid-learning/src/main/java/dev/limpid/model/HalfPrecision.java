package dev.limpid.model;

/**
 * The two 16-bit floats: binary16 (IEEE 754-2019 section 3.6: 5 exponent bits, 10 fraction bits) and bfloat16 (the upper
 * half of a binary32). Narrowing rounds to nearest, ties to even; overflow gives infinity, NaN stays NaN.
 */
public final class HalfPrecision {
    private static final int SIGN = 0x8000;
    private static final int F16_INFINITY = 0x7c00;
    private static final int F16_QUIET = 0x0200;
    private static final int F32_INFINITY = 0x7f800000;
    /** 2^-14, the smallest normal binary16, as binary32 bits. */
    private static final int F16_SMALLEST_NORMAL = 0x38800000;
    /** 2^16, the first power of two beyond binary16, as binary32 bits. */
    private static final int F16_OVERFLOW = 0x47800000;
    /** Difference of the exponent biases (127 - 15) in the exponent's place. */
    private static final int BIAS = 112 << 23;

    private HalfPrecision() {}

    /** The value of binary16 bits; exact. */
    public static float fromF16(short bits) {
        int magnitude = bits & 0x7fff;
        int sign = (bits & SIGN) << 16;
        if (magnitude >= F16_INFINITY) {
            return Float.intBitsToFloat(sign | F32_INFINITY | ((magnitude & 0x3ff) << 13));
        }
        if (magnitude >= 0x0400) {
            return Float.intBitsToFloat(sign | ((magnitude << 13) + BIAS));
        }
        float subnormal = magnitude * 0x1p-24f;
        return sign == 0 ? subnormal : -subnormal;
    }

    /** The nearest binary16. */
    public static short toF16(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & SIGN;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > F32_INFINITY) {
            return (short) (sign | F16_INFINITY | F16_QUIET | ((magnitude >>> 13) & 0x3ff));
        }
        if (magnitude >= F16_OVERFLOW) {
            return (short) (sign | F16_INFINITY);
        }
        if (magnitude >= F16_SMALLEST_NORMAL) {
            // A carry out of the fraction moves on into the exponent, up to infinity, as it should.
            return (short) (sign | roundShift(magnitude - BIAS, 13));
        }
        int exponent = magnitude >>> 23;
        int shift = 126 - exponent;
        if (shift > 24) {
            return (short) sign;
        }
        return (short) (sign | roundShift((magnitude & 0x7fffff) | 0x800000, shift));
    }

    /** The value of bfloat16 bits; exact. */
    public static float fromBf16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }

    /** The nearest bfloat16. */
    public static short toBf16(float value) {
        int bits = Float.floatToRawIntBits(value);
        if ((bits & 0x7fffffff) > F32_INFINITY) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) (((bits >>> 16) & SIGN) | roundShift(bits & 0x7fffffff, 16));
    }

    /** {@code value / 2^shift}, rounded to nearest, ties to even; {@code value} not negative, shift 1..24. */
    private static int roundShift(int value, int shift) {
        int quotient = value >>> shift;
        int justUnderHalf = (1 << (shift - 1)) - 1;
        return (value + justUnderHalf + (quotient & 1)) >>> shift;
    }
}
