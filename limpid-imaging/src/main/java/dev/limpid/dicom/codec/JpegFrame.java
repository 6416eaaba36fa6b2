package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * The frame header of a JPEG or JPEG-LS codestream of one component, T.81 B.2.2.
 *
 * @param process the marker's second byte: 0xC0 baseline, 0xC1 extended, 0xC2 progressive, 0xC3 lossless, 0xF7 JPEG-LS
 * @param precision bits of a sample
 * @param quantisation number of the quantisation table
 */
record JpegFrame(int process, int precision, int rows, int columns, int quantisation) {
    /** Reads the header and refuses what is not grey or not of this layout. */
    static JpegFrame read(String codec, int process, ByteCursor segment, FrameLayout layout)
            throws ImageFormatException {
        int precision = segment.u8();
        int rows = segment.u16();
        int columns = segment.u16();
        int components = segment.u8();
        if (components != 1) {
            throw new ImageFormatException(
                    codec + " frame has " + components + " components: only greyscale is supported");
        }
        segment.u8(); // identifier: of no use in a scan of one component
        segment.u8(); // sampling factors: of no effect in a scan of one component, T.81 A.2.2
        int quantisation = segment.u8();
        // Zero lines means that a DNL marker behind the scan says them, T.81 B.2.5; the DICOM header already has.
        JpegFrame frame = new JpegFrame(process, precision, rows == 0 ? layout.rows() : rows, columns, quantisation);
        layout.requireSame(codec, frame.rows, columns, precision);
        return frame;
    }

    /** Whether the samples are coded by differences and not by a cosine transform. */
    boolean lossless() {
        return process == 0xC3;
    }

    boolean progressive() {
        return process == 0xC2;
    }
}
