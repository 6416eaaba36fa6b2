package dev.limpid.dicom;

/** How a data set is written down (PS3.5 annex A). */
record Encoding(boolean explicitVr, boolean bigEndian) {
    static final Encoding IMPLICIT = new Encoding(false, false);
    static final Encoding EXPLICIT = new Encoding(true, false);
    static final Encoding BIG_ENDIAN = new Encoding(true, true);
}
