package dev.limpid.image;

/** The kind of image, as far as it decides which model and which intensity range fit. */
public enum Modality {
    /** Computed tomography, in HU. */
    CT,
    /** Projection radiography: DICOM modalities CR, DX, RG, XA, RF, MG, PX and IO. */
    XRAY,
    /** Magnetic resonance, magnitude images. */
    MR,
    /** Anything else, or not said by the file. */
    OTHER;

    /** From DICOM Modality (0008,0060), PS3.3 C.7.3.1.1.1; unknown terms give {@link #OTHER}. */
    public static Modality ofDicom(String modality) {
        return switch (modality.trim()) {
            case "CT" -> CT;
            case "CR", "DX", "RG", "XA", "RF", "MG", "PX", "IO" -> XRAY;
            case "MR" -> MR;
            default -> OTHER;
        };
    }
}
