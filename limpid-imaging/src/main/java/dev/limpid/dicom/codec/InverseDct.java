package dev.limpid.dicom.codec;

/**
 * The inverse cosine transform of an 8 x 8 block, T.81 A.3.3, in integers: columns first, then rows, each split into
 * its even and odd half.
 *
 * <p>Any transform within T.83's bounds conforms, but medical images are compared bit by bit, so this one gives what the
 * widespread "accurate integer" transform gives (Loeffler, Ligtenberg, Moschytz 1989, with 13-bit constants): the
 * products below are those of its rotations multiplied out, and the intermediate rounding is in the same places.
 */
final class InverseDct {
    private static final int SCALE_BITS = 13;
    /** {@code BASIS[k * 4 + n]} is about 2^13 sqrt(2) cos((2n + 1) k pi / 16), for n in 0..3; the rest mirrors it. */
    private static final int[] BASIS = {
        8192, 8192, 8192, 8192,
        11363, 9633, 6437, 2260,
        10703, 4433, -4433, -10703,
        9633, -2259, -11362, -6436,
        8192, -8192, -8192, 8192,
        6437, -11362, 2261, 9633,
        4433, -10704, 10704, -4433,
        2260, -6436, 9633, -11363
    };

    private final long[] block = new long[64];
    /** Fraction bits kept between the two passes: fewer for 12-bit samples, whose products are larger. */
    private final int fractionBits;

    private final int centre;
    private final int maximum;

    InverseDct(int precision) {
        fractionBits = precision == 8 ? 2 : 1;
        centre = 1 << (precision - 1);
        maximum = (1 << precision) - 1;
    }

    /**
     * Transforms a block and writes the part of it that is inside the image.
     *
     * @param coefficients row-major, not yet multiplied by the quantisation steps
     * @param blockRow the block's place, in blocks
     */
    void write(int[] coefficients, int[] steps, int[] samples, int rows, int columns, int blockRow, int blockColumn) {
        for (int i = 0; i < 64; i++) {
            block[i] = (long) coefficients[i] * steps[i];
        }
        for (int column = 0; column < 8; column++) {
            transform(column, 8, SCALE_BITS - fractionBits);
        }
        for (int row = 0; row < 8; row++) {
            transform(row * 8, 1, SCALE_BITS + fractionBits + 3);
        }
        int bottom = Math.min(8, rows - blockRow * 8);
        int right = Math.min(8, columns - blockColumn * 8);
        for (int row = 0; row < bottom; row++) {
            int out = (blockRow * 8 + row) * columns + blockColumn * 8;
            for (int column = 0; column < right; column++) {
                long value = block[row * 8 + column] + centre;
                samples[out + column] = (int) Math.max(0, Math.min(maximum, value));
            }
        }
    }

    private void transform(int at, int step, int shift) {
        long half = 1L << (shift - 1);
        long x0 = block[at];
        long x1 = block[at + step];
        long x2 = block[at + 2 * step];
        long x3 = block[at + 3 * step];
        long x4 = block[at + 4 * step];
        long x5 = block[at + 5 * step];
        long x6 = block[at + 6 * step];
        long x7 = block[at + 7 * step];
        if ((x1 | x2 | x3 | x4 | x5 | x6 | x7) == 0) {
            long flat = (x0 * BASIS[0] + half) >> shift;
            for (int n = 0; n < 8; n++) {
                block[at + n * step] = flat;
            }
            return;
        }
        for (int n = 0; n < 4; n++) {
            long even = x0 * BASIS[n] + x2 * BASIS[8 + n] + x4 * BASIS[16 + n] + x6 * BASIS[24 + n] + half;
            long odd = x1 * BASIS[4 + n] + x3 * BASIS[12 + n] + x5 * BASIS[20 + n] + x7 * BASIS[28 + n];
            block[at + n * step] = (even + odd) >> shift;
            block[at + (7 - n) * step] = (even - odd) >> shift;
        }
    }
}
