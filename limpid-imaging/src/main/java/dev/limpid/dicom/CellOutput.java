package dev.limpid.dicom;

import java.io.IOException;

/** Writes pixel cells one after the other as native little endian Pixel Data (PS3.5 section 8.1.1). */
final class CellOutput {
    private final Output out;
    private final int bitsAllocated;
    private int bits;
    private int bitCount;

    CellOutput(Output out, int bitsAllocated) {
        this.out = out;
        this.bitsAllocated = bitsAllocated;
    }

    void write(int cell) throws IOException {
        switch (bitsAllocated) {
            case 1 -> {
                bits |= (cell & 1) << bitCount;
                if (++bitCount == 8) {
                    finish();
                }
            }
            case 8 -> out.u8(cell);
            case 16 -> out.u16(cell);
            default -> {
                out.u16(cell);
                out.u16(cell >>> 16);
            }
        }
    }

    /** Writes out the last, unfinished byte of single bits. */
    void finish() throws IOException {
        if (bitCount > 0) {
            out.u8(bits);
            bits = 0;
            bitCount = 0;
        }
    }
}
