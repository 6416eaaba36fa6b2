package dev.limpid.dicom;

import java.io.IOException;

/** The pixel cells of an image, frame by frame. */
@FunctionalInterface
interface Frames {
    /** The cells of one frame, row-major, each in the low {@code bitsAllocated} bits of an int, nothing above. */
    int[] cells(int frame) throws IOException;
}
