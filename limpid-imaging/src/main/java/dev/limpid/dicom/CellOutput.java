package dev.limpid.dicom;

import java.io.IOException;

/** Writes pixel cells of 8, 16 or 32 bits one after the other as native little endian Pixel Data (PS3.5 section 8.1.1). */
final class CellOutput {
    private final Output out;
    private final int bitsAllocated;

    CellOutput(Output out, int bitsAllocated) {
        this.out = out;
        this.bitsAllocated = bitsAllocated;
    }

    void write(int cell) throws IOException {
        switch (bitsAllocated) {
            case 8 -> out.u8(cell);
            case 16 -> out.u16(cell);
            default -> {
                out.u16(cell);
                out.u16(cell >>> 16);
            }
        }
    }
}
