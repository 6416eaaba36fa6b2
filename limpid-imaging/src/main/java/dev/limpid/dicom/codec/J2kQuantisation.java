package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** Quantisation of JPEG 2000, QCD and QCC of T.800 A.6.4 and A.6.5; bands count from LL, then HL, LH, HH upwards. */
final class J2kQuantisation {
    private final int style;
    private final int guardBits;
    private final int[] values;

    J2kQuantisation(ByteCursor segment) throws ImageFormatException {
        int head = segment.u8();
        style = head & 31;
        guardBits = head >> 5;
        if (style > 2) {
            throw new ImageFormatException("JPEG 2000 quantisation style " + style + " cannot be");
        }
        values = new int[style == 0 ? segment.remaining() : segment.remaining() / 2];
        for (int i = 0; i < values.length; i++) {
            values[i] = style == 0 ? segment.u8() << 8 : segment.u16();
        }
    }

    /** M_b: how many bit planes a band can have, equation E-2. */
    int planes(int band) throws ImageFormatException {
        return guardBits + exponent(band) - 1;
    }

    /**
     * The step of a band, equation E-3.
     *
     * @param range bits of the band's nominal range R_b
     */
    double step(int band, int range) throws ImageFormatException {
        double mantissa = 1 + (value(band) & 0x7FF) / 2048.0;
        return Math.scalb(mantissa, range - exponent(band));
    }

    private int exponent(int band) throws ImageFormatException {
        // Derived: one value for LL, an exponent less at each finer resolution, equation E-5.
        int finer = style == 1 && band > 0 ? (band - 1) / 3 : 0;
        return Math.max(0, (value(band) >> 11) - finer);
    }

    private int value(int band) throws ImageFormatException {
        int index = style == 1 ? 0 : band;
        if (index >= values.length) {
            throw new ImageFormatException("JPEG 2000 frame lacks the quantisation of band " + band);
        }
        return values[index];
    }
}
