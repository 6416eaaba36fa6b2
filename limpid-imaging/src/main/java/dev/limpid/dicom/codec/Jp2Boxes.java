package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** Finds the codestream in a JP2 file, T.800 annex I; DICOM wants it bare, but files with boxes exist. */
final class Jp2Boxes {
    private static final long SIGNATURE = 0x6A502020;
    private static final long CODESTREAM = 0x6A703263;

    private Jp2Boxes() {}

    /** Where the codestream begins: 0 when the bytes are not a JP2 file. */
    static int codestream(byte[] data) throws ImageFormatException {
        ByteCursor cursor = new ByteCursor("JP2", data);
        if (cursor.remaining() < 12 || cursor.u32() != 12 || cursor.u32() != SIGNATURE) {
            return 0;
        }
        cursor.u32();
        while (true) {
            long start = cursor.position();
            long length = cursor.u32();
            long type = cursor.u32();
            if (length == 1) {
                if (cursor.u32() != 0) {
                    throw new ImageFormatException("JP2 box at byte " + start + " is longer than the frame");
                }
                length = cursor.u32();
            }
            if (type == CODESTREAM) {
                return cursor.position();
            }
            long end = start + length;
            if (length == 0 || end < cursor.position() || end > data.length) {
                throw new ImageFormatException("JP2 frame has no codestream box");
            }
            cursor.moveTo((int) end);
        }
    }
}
