package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;

/**
 * The LZW of TIFF 6.0, section 13: codes of 9 to 12 bits, most significant bit first, 256 clears the table, 257 ends.
 *
 * <p>The table holds no strings: the string of a code is where its last occurrence lies in the output, so each entry is
 * a position and a length.
 */
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST_FREE = 258;
    private static final int MOST_CODES = 4096;

    private final byte[] packed;
    private final byte[] target;
    private final int[] start = new int[MOST_CODES];
    private final int[] length = new int[MOST_CODES];
    private int at;
    private int pending;
    private int held;
    private int done;

    TiffLzw(byte[] packed, byte[] target) {
        this.packed = packed;
        this.target = target;
    }

    /** Fills the target as far as the data reach; gives the number of bytes. */
    int unpack() throws ImageFormatException {
        if (packed.length >= 2 && packed[0] == 0 && (packed[1] & 1) == 1) {
            throw new ImageFormatException("the TIFF uses the LZW of before 1989: convert it first");
        }
        int free = FIRST_FREE;
        int previous = CLEAR;
        while (done < target.length) {
            int code = next(bitsFor(free));
            if (code == END) {
                break;
            }
            if (code == CLEAR) {
                free = FIRST_FREE;
                previous = CLEAR;
                continue;
            }
            if (previous == CLEAR && code > END) {
                throw damaged();
            }
            if (previous != CLEAR && free < MOST_CODES) {
                // The new string is the previous one and the byte behind it, which is the first of this one.
                int before = previous < CLEAR ? 1 : length[previous];
                start[free] = done - before;
                length[free] = before + 1;
                free++;
            }
            if (code < CLEAR) {
                target[done++] = (byte) code;
            } else if (code < free) {
                copy(start[code], length[code]);
            } else {
                throw damaged();
            }
            previous = code;
        }
        return done;
    }

    /** Codes widen one entry early, when 511, 1023 and 2047 are the next to be given. */
    private static int bitsFor(int free) {
        return free < 511 ? 9 : free < 1023 ? 10 : free < 2047 ? 11 : 12;
    }

    private int next(int bits) {
        while (held < bits) {
            if (at == packed.length) {
                return END;
            }
            pending = pending << 8 | (packed[at++] & 0xff);
            held += 8;
        }
        held -= bits;
        return (pending >>> held) & ((1 << bits) - 1);
    }

    /** Byte by byte: the string may run into the bytes it produces. */
    private void copy(int from, int count) {
        int end = Math.min(target.length, done + count);
        for (int source = from; done < end; source++) {
            target[done++] = target[source];
        }
    }

    private static ImageFormatException damaged() {
        return new ImageFormatException("the TIFF's LZW data are damaged");
    }
}
