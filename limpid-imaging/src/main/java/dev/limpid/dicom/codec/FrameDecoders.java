package dev.limpid.dicom.codec;

import java.util.Optional;

/** Finds the decoder of a transfer syntax, by its UID of DICOM PS3.6 table A-1. */
public final class FrameDecoders {
    private static final FrameDecoder RLE = new RleDecoder();
    private static final FrameDecoder JPEG = new JpegDecoder();
    private static final FrameDecoder JPEG_LS = new JpegLsDecoder();
    private static final FrameDecoder JPEG_2000 = new Jpeg2000Decoder();

    private FrameDecoders() {}

    /** The decoder for a transfer syntax with encapsulated frames; empty when it is not one that is supported. */
    public static Optional<FrameDecoder> forTransferSyntax(String uid) {
        return switch (uid) {
            case "1.2.840.10008.1.2.5" -> Optional.of(RLE);
            case "1.2.840.10008.1.2.4.50", // baseline
                    "1.2.840.10008.1.2.4.51", // extended sequential
                    "1.2.840.10008.1.2.4.53", // spectral selection (retired)
                    "1.2.840.10008.1.2.4.55", // full progression (retired)
                    "1.2.840.10008.1.2.4.57", // lossless
                    "1.2.840.10008.1.2.4.70" // lossless, predictor 1
            -> Optional.of(JPEG);
            case "1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81" -> Optional.of(JPEG_LS);
            case "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91" -> Optional.of(JPEG_2000);
            default -> Optional.empty();
        };
    }
}
