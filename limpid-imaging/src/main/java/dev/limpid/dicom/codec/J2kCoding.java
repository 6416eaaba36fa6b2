package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** Coding style of JPEG 2000, COD and COC of T.800 A.6.1 and A.6.2. */
final class J2kCoding {
    static final int BYPASS = 1;
    static final int RESET = 2;
    static final int TERMINATE_ALL = 4;
    static final int CAUSAL = 8;
    static final int SEGMENT_SYMBOLS = 32;
    private static final int MOST_LEVELS = 32;

    /** Order of packets, 0 to 4: LRCP, RLCP, RPCL, PCRL, CPRL. */
    final int progression;

    final int layers;
    final int levels;
    /** Binary logarithms of the largest code-block. */
    final int blockWidthBits;

    final int blockHeightBits;
    final int style;
    /** The 5/3 wavelet in integers; otherwise 9/7 in floats. */
    final boolean reversible;

    private final int[] precincts;

    private J2kCoding(int progression, int layers, boolean ownPrecincts, ByteCursor segment)
            throws ImageFormatException {
        this.progression = progression;
        this.layers = layers;
        levels = segment.u8();
        blockWidthBits = (segment.u8() & 15) + 2;
        blockHeightBits = (segment.u8() & 15) + 2;
        style = segment.u8();
        reversible = segment.u8() == 1;
        if (levels > MOST_LEVELS
                || blockWidthBits > 10
                || blockHeightBits > 10
                || blockWidthBits + blockHeightBits > 12
                || layers == 0
                || progression > 4) {
            throw new ImageFormatException("JPEG 2000 coding style cannot be: " + levels + " levels, blocks of 2^"
                    + blockWidthBits + " x 2^" + blockHeightBits + ", " + layers + " layers, order " + progression);
        }
        if ((style & 64) != 0) {
            throw new ImageFormatException("high-throughput JPEG 2000 (Part 15) is not supported");
        }
        precincts = new int[levels + 1];
        for (int r = 0; r <= levels; r++) {
            precincts[r] = ownPrecincts ? segment.u8() : 0xFF;
            if (r > 0 && ((precincts[r] & 15) == 0 || precincts[r] >> 4 == 0)) {
                throw new ImageFormatException("JPEG 2000 precincts are smaller than a sample of their bands");
            }
        }
    }

    static J2kCoding readDefault(ByteCursor segment) throws ImageFormatException {
        int flags = segment.u8();
        int progression = segment.u8();
        int layers = segment.u16();
        segment.u8(); // transform between components: of no effect with one
        return new J2kCoding(progression, layers, (flags & 1) != 0, segment);
    }

    /** COC for component 0, whose number was read. */
    J2kCoding readComponent(ByteCursor segment) throws ImageFormatException {
        int flags = segment.u8();
        return new J2kCoding(progression, layers, (flags & 1) != 0, segment);
    }

    /** PPx of a resolution. */
    int precinctWidthBits(int resolution) {
        return precincts[resolution] & 15;
    }

    /** PPy of a resolution. */
    int precinctHeightBits(int resolution) {
        return precincts[resolution] >> 4;
    }
}
