package dev.limpid.dicom;

/** What Jazzer calls for the DICOM reader. */
public final class DicomJazzerTarget {
    private DicomJazzerTarget() {}

    /** Takes any bytes; throws only on a defect. */
    public static void fuzzerTestOneInput(byte[] data) {
        DicomFuzzTest.fuzz(data);
    }
}
