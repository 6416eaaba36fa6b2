package dev.limpid.dicom.codec;

import java.util.Optional;

/** Finds the decoder of a transfer syntax. */
public final class FrameDecoders {
    private FrameDecoders() {}

    /** The decoder for a transfer syntax with encapsulated frames; empty when there is none. */
    public static Optional<FrameDecoder> forTransferSyntax(String uid) {
        return Optional.empty();
    }
}
