package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * What the DICOM header says of each frame (PS3.3 C.7.6.3). Unchecked: a decoder refuses values that make no sense.
 *
 * @param rows (0028,0010)
 * @param columns (0028,0011)
 * @param bitsAllocated (0028,0100), 8, 16 or 32
 * @param bitsStored (0028,0101)
 * @param highBit (0028,0102)
 * @param signed Pixel Representation (0028,0103) is 1
 */
public record FrameLayout(int rows, int columns, int bitsAllocated, int bitsStored, int highBit, boolean signed) {
    /**
     * {@code rows * columns}, once it is known that the frame can be: positive, 8 to 32 bits, and small enough for the
     * heap.
     *
     * @param bytesPerSample what a decoder will need for a sample at its peak, result included
     */
    int samples(int bytesPerSample) throws ImageFormatException {
        if (rows < 1 || columns < 1) {
            throw new ImageFormatException("a frame of " + rows + " rows and " + columns + " columns has no pixels");
        }
        if (bitsAllocated != 8 && bitsAllocated != 16 && bitsAllocated != 32) {
            throw new ImageFormatException(
                    "compressed frames of " + bitsAllocated + " allocated bits are not supported, only 8, 16 and 32");
        }
        HeapLimit.require((long) rows * columns, bytesPerSample, "a frame of " + rows + " x " + columns + " pixels");
        return rows * columns;
    }

    /** The {@code bitsAllocated} low bits set. */
    int mask() {
        return bitsAllocated >= 32 ? -1 : (1 << bitsAllocated) - 1;
    }

    /** Refuses a codestream whose own size or depth is not this one. */
    void requireSame(String codec, int codedRows, int codedColumns, int precision) throws ImageFormatException {
        if (codedRows != rows || codedColumns != columns) {
            throw new ImageFormatException("the " + codec + " frame is " + codedRows + " x " + codedColumns
                    + ", but the header says " + rows + " x " + columns + " (rows x columns)");
        }
        if (precision > bitsAllocated) {
            throw new ImageFormatException("the " + codec + " frame has " + precision
                    + " bits per sample, but the header allocates " + bitsAllocated);
        }
    }
}
