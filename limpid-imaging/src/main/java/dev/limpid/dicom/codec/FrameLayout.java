package dev.limpid.dicom.codec;

/** What the DICOM header says of each frame (PS3.3 C.7.6.3). */
public record FrameLayout(int rows, int columns, int bitsAllocated, int bitsStored, int highBit, boolean signed) {}
