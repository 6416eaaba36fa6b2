package dev.limpid.dicom;

import java.io.IOException;
import java.util.Optional;

/** The pixel cells of an image, frame by frame. */
@FunctionalInterface
interface Frames {
    /** The cells of one frame, row-major, each in the low {@code bitsAllocated} bits of an int, nothing above. */
    int[] cells(int frame) throws IOException;

    /** By which Lossy Image Compression Method (PS3.3 C.7.6.1.1.5.1) a frame is coded; empty when none has lost. */
    default Optional<String> lossyMethod() throws IOException {
        return Optional.empty();
    }
}
