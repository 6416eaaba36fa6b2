package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * The scan header of a JPEG codestream of one component, T.81 B.2.3.
 *
 * @param dc the DC (or lossless) Huffman table's number, 0..3
 * @param ac the AC Huffman table's number, 0..3
 * @param start first coefficient in zigzag order; the predictor of a lossless scan
 * @param end last coefficient
 * @param high bit position of the scan that this one refines; 0 when it is the first
 * @param low bit position; the point transform of a lossless scan
 */
record JpegScan(int dc, int ac, int start, int end, int high, int low) {
    static JpegScan read(ByteCursor segment) throws ImageFormatException {
        int components = segment.u8();
        if (components != 1) {
            throw new ImageFormatException("JPEG scan has " + components + " components, but its frame has 1");
        }
        segment.u8(); // which component: there is but one, and writers exist that give it two names
        int tables = segment.u8();
        int start = segment.u8();
        int end = segment.u8();
        int approximation = segment.u8();
        if ((tables >> 4) > 3 || (tables & 15) > 3) {
            throw new ImageFormatException("JPEG scan names Huffman tables that cannot be");
        }
        return new JpegScan(tables >> 4, tables & 15, start, end, approximation >> 4, approximation & 15);
    }
}
