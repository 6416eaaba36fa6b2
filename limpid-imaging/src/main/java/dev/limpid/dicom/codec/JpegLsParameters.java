package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;

/**
 * The coding parameters of a JPEG-LS scan, ITU-T T.87 C.2.4.1.
 *
 * @param maximum MAXVAL, the largest sample, 1..65535
 * @param near NEAR, the largest error of a sample; 0 is lossless
 * @param t1 first threshold of local gradients
 * @param t2 second threshold
 * @param t3 third threshold
 * @param reset RESET, how many samples a context remembers before it halves its counts
 */
record JpegLsParameters(int maximum, int near, int t1, int t2, int t3, int reset) {
    /**
     * Completes what a file leaves at zero with the defaults of C.2.4.1.1.1 and refuses what the standard forbids.
     *
     * @param preset MAXVAL, T1, T2, T3, RESET as in an LSE segment, all zero when there is none
     */
    static JpegLsParameters of(int precision, int near, int[] preset) throws ImageFormatException {
        int largest = (1 << precision) - 1;
        int maximum = preset[0] == 0 ? largest : preset[0];
        if (maximum > largest) {
            throw new ImageFormatException(
                    "JPEG-LS maximum " + maximum + " does not fit into samples of " + precision + " bits");
        }
        if (near > Math.min(255, maximum / 2)) {
            throw new ImageFormatException(
                    "JPEG-LS error bound " + near + " is too large for samples up to " + maximum);
        }
        int t1;
        int t2;
        int t3;
        if (maximum >= 128) {
            int factor = (Math.min(maximum, 4095) + 128) / 256;
            t1 = clamp(factor + 2 + 3 * near, near + 1, maximum);
            t2 = clamp(factor * 4 + 3 + 5 * near, t1, maximum);
            t3 = clamp(factor * 17 + 4 + 7 * near, t2, maximum);
        } else {
            int factor = 256 / (maximum + 1);
            t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maximum);
            t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maximum);
            t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maximum);
        }
        t1 = preset[1] == 0 ? t1 : preset[1];
        t2 = preset[2] == 0 ? t2 : preset[2];
        t3 = preset[3] == 0 ? t3 : preset[3];
        int reset = preset[4] == 0 ? 64 : preset[4];
        if (t1 <= near || t2 < t1 || t3 < t2 || t3 > maximum || reset < 3 || reset > Math.max(255, maximum)) {
            throw new ImageFormatException("JPEG-LS presets T1 " + t1 + ", T2 " + t2 + ", T3 " + t3 + ", RESET " + reset
                    + " are not allowed with maximum " + maximum + " and error bound " + near);
        }
        return new JpegLsParameters(maximum, near, t1, t2, t3, reset);
    }

    /** C.2.4.1.1.1, figure C.3: out of range means the lower bound, not the nearer. */
    private static int clamp(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    /** RANGE: how many values a quantised prediction error can have, A.2.1. */
    int range() {
        return (maximum + 2 * near) / (2 * near + 1) + 1;
    }

    /** bpp: bits of a sample, at least 2. */
    int sampleBits() {
        return Math.max(2, bitsFor(maximum + 1));
    }

    /** qbpp: bits of a prediction error. */
    int errorBits() {
        return bitsFor(range());
    }

    /** LIMIT: the longest Golomb code in bits. */
    int limit() {
        return 2 * (sampleBits() + Math.max(8, sampleBits()));
    }

    private static int bitsFor(int values) {
        return 32 - Integer.numberOfLeadingZeros(values - 1);
    }

    /** The region -4..4 of a gradient, A.3.3, for every gradient from -maximum to maximum. */
    byte[] gradientRegions() {
        byte[] regions = new byte[2 * maximum + 1];
        int[] starts = {near + 1, t1, t2, t3, maximum + 1};
        for (int region = 1; region <= 4; region++) {
            int from = starts[region - 1];
            int to = starts[region];
            Arrays.fill(regions, maximum + from, maximum + to, (byte) region);
            Arrays.fill(regions, maximum - to + 1, maximum - from + 1, (byte) -region);
        }
        return regions;
    }
}
