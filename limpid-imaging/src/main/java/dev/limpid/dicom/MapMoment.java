package dev.limpid.dicom;

/** Of which image a map is. */
public enum MapMoment {
    /** Of the image as it was. */
    BEFORE,
    /** Of the denoised one. */
    AFTER
}
