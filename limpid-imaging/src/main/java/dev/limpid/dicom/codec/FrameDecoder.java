package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** Turns the compressed bytes of one greyscale frame into samples. */
public interface FrameDecoder {
    /** The samples of a frame, {@code rows * columns} of them, row-major, masked to {@code bitsAllocated}. */
    int[] decode(byte[] frame, FrameLayout layout) throws ImageFormatException;
}
