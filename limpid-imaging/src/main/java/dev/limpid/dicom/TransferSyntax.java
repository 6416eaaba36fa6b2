package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.util.Map;

/**
 * A way of writing a data set and its pixels (PS3.5 annex A, UIDs of PS3.6 table A-1).
 *
 * @param encapsulated whether Pixel Data holds compressed frames
 */
record TransferSyntax(String uid, String name, Encoding encoding, boolean deflated, boolean encapsulated) {
    static final String IMPLICIT_UID = "1.2.840.10008.1.2";
    static final String EXPLICIT_UID = "1.2.840.10008.1.2.1";
    static final String DEFLATED_UID = "1.2.840.10008.1.2.1.99";
    static final String BIG_ENDIAN_UID = "1.2.840.10008.1.2.2";

    private static final String ROOT = "1.2.840.10008.1.2.";

    /** Those with compressed frames, by what follows {@link #ROOT}; for refusals, whether or not there is a decoder. */
    private static final Map<String, String> ENCAPSULATED = Map.ofEntries(
            Map.entry("5", "RLE Lossless"),
            Map.entry("4.50", "JPEG Baseline"),
            Map.entry("4.51", "JPEG Extended"),
            Map.entry("4.53", "JPEG Spectral Selection, Non-Hierarchical"),
            Map.entry("4.55", "JPEG Full Progression, Non-Hierarchical"),
            Map.entry("4.57", "JPEG Lossless, Non-Hierarchical"),
            Map.entry("4.58", "JPEG Lossless, Non-Hierarchical, process 15"),
            Map.entry("4.70", "JPEG Lossless, First-Order Prediction"),
            Map.entry("4.80", "JPEG-LS Lossless"),
            Map.entry("4.81", "JPEG-LS Near-Lossless"),
            Map.entry("4.90", "JPEG 2000 Lossless"),
            Map.entry("4.91", "JPEG 2000"),
            Map.entry("4.92", "JPEG 2000 Part 2 Multi-component Lossless"),
            Map.entry("4.93", "JPEG 2000 Part 2 Multi-component"),
            Map.entry("4.94", "JPIP Referenced"),
            Map.entry("4.95", "JPIP Referenced Deflate"),
            Map.entry("4.100", "MPEG2 Main Profile"),
            Map.entry("4.100.1", "Fragmentable MPEG2 Main Profile"),
            Map.entry("4.101", "MPEG2 Main Profile High Level"),
            Map.entry("4.101.1", "Fragmentable MPEG2 Main Profile High Level"),
            Map.entry("4.102", "MPEG-4 AVC/H.264 High Profile"),
            Map.entry("4.102.1", "Fragmentable MPEG-4 AVC/H.264 High Profile"),
            Map.entry("4.103", "MPEG-4 AVC/H.264 BD-compatible High Profile"),
            Map.entry("4.103.1", "Fragmentable MPEG-4 AVC/H.264 BD-compatible High Profile"),
            Map.entry("4.104", "MPEG-4 AVC/H.264 High Profile for 2D Video"),
            Map.entry("4.104.1", "Fragmentable MPEG-4 AVC/H.264 High Profile for 2D Video"),
            Map.entry("4.105", "MPEG-4 AVC/H.264 High Profile for 3D Video"),
            Map.entry("4.105.1", "Fragmentable MPEG-4 AVC/H.264 High Profile for 3D Video"),
            Map.entry("4.106", "MPEG-4 AVC/H.264 Stereo High Profile"),
            Map.entry("4.106.1", "Fragmentable MPEG-4 AVC/H.264 Stereo High Profile"),
            Map.entry("4.107", "HEVC/H.265 Main Profile"),
            Map.entry("4.108", "HEVC/H.265 Main 10 Profile"),
            Map.entry("4.110", "JPEG XL Lossless"),
            Map.entry("4.111", "JPEG XL JPEG Recompression"),
            Map.entry("4.112", "JPEG XL"),
            Map.entry("4.201", "High-Throughput JPEG 2000 Lossless"),
            Map.entry("4.202", "High-Throughput JPEG 2000 with RPCL Lossless"),
            Map.entry("4.203", "High-Throughput JPEG 2000"),
            Map.entry("4.204", "JPIP HTJ2K Referenced"),
            Map.entry("4.205", "JPIP HTJ2K Referenced Deflate"),
            Map.entry("8.1", "Deflated Image Frame Compression"),
            Map.entry("6.1", "RFC 2557 MIME encapsulation"),
            Map.entry("6.2", "XML Encoding"),
            Map.entry("7.1", "SMPTE ST 2110-20 Uncompressed Progressive Active Video"),
            Map.entry("7.2", "SMPTE ST 2110-20 Uncompressed Interlaced Active Video"),
            Map.entry("7.3", "SMPTE ST 2110-30 PCM Digital Audio"));

    /**
     * The transfer syntax with this UID.
     *
     * @param decodable whether there is a decoder for its frames
     * @throws ImageFormatException if its pixels cannot be read, naming it
     */
    static TransferSyntax of(String uid, boolean decodable) throws ImageFormatException {
        return switch (uid) {
            case IMPLICIT_UID -> uncompressed(uid, "Implicit VR Little Endian", Encoding.IMPLICIT, false);
            case EXPLICIT_UID -> uncompressed(uid, "Explicit VR Little Endian", Encoding.EXPLICIT, false);
            case DEFLATED_UID -> uncompressed(uid, "Deflated Explicit VR Little Endian", Encoding.EXPLICIT, true);
            case BIG_ENDIAN_UID -> uncompressed(uid, "Explicit VR Big Endian", Encoding.BIG_ENDIAN, false);
            default -> compressed(uid, decodable);
        };
    }

    private static TransferSyntax uncompressed(String uid, String name, Encoding encoding, boolean deflated) {
        return new TransferSyntax(uid, name, encoding, deflated, false);
    }

    private static TransferSyntax compressed(String uid, boolean decodable) throws ImageFormatException {
        String name = uid.startsWith(ROOT)
                ? ENCAPSULATED.getOrDefault(uid.substring(ROOT.length()), "unknown to Limpid")
                : "private";
        if (!decodable) {
            throw new ImageFormatException("transfer syntax " + Dataset.printable(uid) + " (" + name
                    + ") is not supported: convert the file to Explicit VR Little Endian first");
        }
        return new TransferSyntax(uid, name, Encoding.EXPLICIT, false, true);
    }
}
