package dev.limpid.dicom.codec;

/**
 * The inverse cosine transform of an 8 x 8 block, T.81 A.3.3, in float arithmetic: rows first, then columns, each split
 * into its even and odd half. The result is within one grey level of any conforming decoder.
 */
final class InverseDct {
    /** {@code BASIS[k * 4 + n]} is C(k)/2 cos((2n + 1) k pi / 16) for n in 0..3; the other half mirrors it. */
    private static final float[] BASIS = basis();

    private final float[] block = new float[64];
    private final int centre;
    private final int maximum;

    InverseDct(int precision) {
        centre = 1 << (precision - 1);
        maximum = (1 << precision) - 1;
    }

    private static float[] basis() {
        float[] basis = new float[32];
        for (int k = 0; k < 8; k++) {
            double scale = k == 0 ? Math.sqrt(0.125) : 0.5;
            for (int n = 0; n < 4; n++) {
                basis[k * 4 + n] = (float) (scale * Math.cos((2 * n + 1) * k * Math.PI / 16));
            }
        }
        return basis;
    }

    /**
     * Transforms a block and writes the part of it that is inside the image.
     *
     * @param coefficients row-major, not yet multiplied by the quantisation steps
     * @param blockRow the block's place, in blocks
     */
    void write(int[] coefficients, int[] steps, int[] samples, int rows, int columns, int blockRow, int blockColumn) {
        for (int i = 0; i < 64; i++) {
            block[i] = (float) coefficients[i] * steps[i];
        }
        for (int row = 0; row < 8; row++) {
            transform(row * 8, 1);
        }
        for (int column = 0; column < 8; column++) {
            transform(column, 8);
        }
        int bottom = Math.min(8, rows - blockRow * 8);
        int right = Math.min(8, columns - blockColumn * 8);
        for (int row = 0; row < bottom; row++) {
            int out = (blockRow * 8 + row) * columns + blockColumn * 8;
            for (int column = 0; column < right; column++) {
                int value = (int) Math.floor(block[row * 8 + column] + centre + 0.5f);
                samples[out + column] = Math.max(0, Math.min(maximum, value));
            }
        }
    }

    private void transform(int at, int step) {
        float x0 = block[at];
        float x1 = block[at + step];
        float x2 = block[at + 2 * step];
        float x3 = block[at + 3 * step];
        float x4 = block[at + 4 * step];
        float x5 = block[at + 5 * step];
        float x6 = block[at + 6 * step];
        float x7 = block[at + 7 * step];
        if (x1 == 0 && x2 == 0 && x3 == 0 && x4 == 0 && x5 == 0 && x6 == 0 && x7 == 0) {
            float flat = x0 * BASIS[0];
            for (int n = 0; n < 8; n++) {
                block[at + n * step] = flat;
            }
            return;
        }
        for (int n = 0; n < 4; n++) {
            float even = x0 * BASIS[n] + x2 * BASIS[8 + n] + x4 * BASIS[16 + n] + x6 * BASIS[24 + n];
            float odd = x1 * BASIS[4 + n] + x3 * BASIS[12 + n] + x5 * BASIS[20 + n] + x7 * BASIS[28 + n];
            block[at + n * step] = even + odd;
            block[at + (7 - n) * step] = even - odd;
        }
    }
}
