package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Optional;

/**
 * Turns the compressed bytes of one greyscale frame into samples. Stateless; safe for several threads.
 *
 * <p>Example: {@code FrameDecoders.forTransferSyntax("1.2.840.10008.1.2.5").orElseThrow().decode(bytes, layout)}.
 */
@FunctionalInterface
public interface FrameDecoder {
    /**
     * The samples of a frame, {@code rows * columns} of them, row-major.
     *
     * <p>Each is what an uncompressed frame would hold: the low {@code bitsAllocated} bits, everything above zero
     * (for 32 bits the int itself). Cutting out the stored bits and extending their sign is left to the caller.
     *
     * @param frame all fragments of the frame, joined; bytes behind the end of the codestream are ignored
     * @throws ImageFormatException if the bytes are damaged, are colour, or do not have the layout that the header
     *     declares, or if decoding would not fit into memory; nothing else is thrown, whatever the bytes are
     */
    int[] decode(byte[] frame, FrameLayout layout) throws ImageFormatException;

    /**
     * The Lossy Image Compression Method (PS3.3 C.7.6.1.1.5.1) that the codestream says it was coded by; empty when the
     * coding loses nothing, or the bytes are too damaged to say.
     */
    default Optional<String> lossyMethod(byte[] frame, FrameLayout layout) {
        return Optional.empty();
    }
}
