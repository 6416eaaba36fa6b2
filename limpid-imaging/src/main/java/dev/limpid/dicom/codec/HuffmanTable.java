package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** A Huffman table of JPEG, T.81 annex C; codes up to nine bits are looked up at once. */
final class HuffmanTable {
    private static final int FAST_BITS = 9;
    private static final int LONGEST = 16;

    /** Length times 256 plus symbol, by the next nine bits; 0 when the code is longer. */
    private final short[] fast = new short[1 << FAST_BITS];
    /** One above the largest code of a length, shifted up to 16 bits. */
    private final int[] limit = new int[LONGEST + 1];
    /** What to add to a code of a length to get the place of its symbol. */
    private final int[] offset = new int[LONGEST + 1];

    private final byte[] symbols;

    /** Reads BITS and HUFFVAL of one table, T.81 B.2.4.2. */
    HuffmanTable(ByteCursor segment) throws ImageFormatException {
        int[] counts = new int[LONGEST + 1];
        int total = 0;
        for (int length = 1; length <= LONGEST; length++) {
            counts[length] = segment.u8();
            total += counts[length];
        }
        if (total > 256) {
            throw new ImageFormatException("JPEG Huffman table has " + total + " codes, more than 256");
        }
        symbols = new byte[total];
        for (int i = 0; i < total; i++) {
            symbols[i] = (byte) segment.u8();
        }
        int code = 0;
        int next = 0;
        for (int length = 1; length <= LONGEST; length++) {
            offset[length] = next - code;
            for (int i = 0; i < counts[length]; i++) {
                if (code >= 1 << length) {
                    throw new ImageFormatException("JPEG Huffman table has more codes of " + length + " bits than fit");
                }
                enter(code, length, symbols[next]);
                code++;
                next++;
            }
            limit[length] = code << (LONGEST - length);
            code <<= 1;
        }
    }

    private void enter(int code, int length, byte symbol) {
        if (length > FAST_BITS) {
            return;
        }
        int free = FAST_BITS - length;
        short entry = (short) (length << 8 | (symbol & 0xFF));
        for (int i = 0; i < 1 << free; i++) {
            fast[code << free | i] = entry;
        }
    }

    /** The next symbol, 0..255; at least 32 more bits are filled behind it where the data have them. */
    int decode(JpegBits bits) throws ImageFormatException {
        bits.fill();
        int entry = fast[bits.peek(FAST_BITS)];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xFF;
        }
        int ahead = bits.peek(LONGEST);
        for (int length = FAST_BITS + 1; length <= LONGEST; length++) {
            if (ahead < limit[length]) {
                int place = offset[length] + (ahead >>> (LONGEST - length));
                bits.skip(length);
                return symbols[place] & 0xFF;
            }
        }
        bits.skip(LONGEST);
        throw new ImageFormatException("JPEG data hold a code that their Huffman table does not have");
    }
}
