package dev.limpid.dicom;

import dev.limpid.dicom.codec.FrameLayout;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;

/**
 * How pixels are stored (Image Pixel Module, PS3.3 C.7.6.3; PS3.5 section 8.1.1): each in {@code bitsAllocated} bits,
 * of which {@code bitsStored} up to {@code highBit} are its value and the rest, if any, is something else.
 *
 * @param signed whether values are two's complement
 * @param monochrome1 whether the lowest value is shown white
 */
record PixelLayout(
        int rows,
        int columns,
        int frames,
        int bitsAllocated,
        int bitsStored,
        int highBit,
        boolean signed,
        boolean monochrome1) {

    /**
     * The layout a header describes.
     *
     * @throws ImageFormatException if it is not that of a greyscale image that can be read, saying why
     */
    static PixelLayout of(Dataset header) throws IOException {
        int samples = header.required(Tag.SAMPLES_PER_PIXEL, "Samples per Pixel");
        String photometric = header.text(Tag.PHOTOMETRIC_INTERPRETATION)
                .orElseThrow(
                        () -> new ImageFormatException("Photometric Interpretation (0028,0004) is missing or empty"));
        boolean monochrome1 = photometric.equals("MONOCHROME1");
        if (!monochrome1 && !photometric.equals("MONOCHROME2")) {
            throw new ImageFormatException("photometric interpretation " + Dataset.printable(photometric)
                    + " is not supported: only greyscale images (MONOCHROME1, MONOCHROME2) can be processed");
        }
        if (samples != 1) {
            throw new ImageFormatException(samples + " samples per pixel are not supported, only greyscale images");
        }
        int rows = header.required(Tag.ROWS, "Rows");
        int columns = header.required(Tag.COLUMNS, "Columns");
        int allocated = header.required(Tag.BITS_ALLOCATED, "Bits Allocated");
        int stored = header.has(Tag.BITS_STORED) ? header.required(Tag.BITS_STORED, "Bits Stored") : allocated;
        int high = header.has(Tag.HIGH_BIT) ? header.required(Tag.HIGH_BIT, "High Bit") : stored - 1;
        int representation = header.required(Tag.PIXEL_REPRESENTATION, "Pixel Representation");
        int frames = (int) Math.max(
                1,
                Math.min(Integer.MAX_VALUE, header.integer(Tag.NUMBER_OF_FRAMES).orElse(1L)));
        if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535) {
            throw new ImageFormatException("an image of " + rows + " rows and " + columns + " columns has no pixels");
        }
        if (allocated != 1 && allocated != 8 && allocated != 16 && allocated != 32) {
            throw new ImageFormatException(
                    "Bits Allocated (0028,0100) of " + allocated + " is not supported, only 1, 8, 16 and 32");
        }
        if (stored < 1 || stored > allocated || high < stored - 1 || high >= allocated || representation > 1) {
            throw new ImageFormatException("Bits Allocated " + allocated + ", Bits Stored " + stored + ", High Bit "
                    + high + ", Pixel Representation " + representation + " do not fit together");
        }
        return new PixelLayout(rows, columns, frames, allocated, stored, high, representation == 1, monochrome1);
    }

    /** Pixels in a frame; up to 65535 squared, so more than an int. */
    long pixels() {
        return (long) rows * columns;
    }

    /** What compressed frames are decoded to. */
    FrameLayout coded() {
        return new FrameLayout(rows, columns, bitsAllocated, bitsStored, highBit, signed);
    }

    /** The stored value in an allocated cell; that of 32 unsigned bits is the int with the same bits. */
    int value(int cell) {
        int top = cell << (31 - highBit);
        return signed ? top >> (32 - bitsStored) : top >>> (32 - bitsStored);
    }

    /** As a number, also for 32 unsigned bits. */
    long number(int value) {
        return signed ? value : value & 0xFFFFFFFFL;
    }

    long smallest() {
        return signed ? -(1L << (bitsStored - 1)) : 0;
    }

    long largest() {
        return signed ? (1L << (bitsStored - 1)) - 1 : (1L << bitsStored) - 1;
    }

    /** A cell with another stored value, its other bits kept. */
    int withValue(int cell, long value) {
        int mask = bitsStored == 32 ? -1 : ((1 << bitsStored) - 1) << lowBit();
        return (cell & ~mask) | (((int) value << lowBit()) & mask);
    }

    /** A cell with the bits above the high bit set to the value's sign. */
    int signExtended(int cell) {
        int extended = cell << (31 - highBit) >> (31 - highBit);
        return bitsAllocated == 32 ? extended : extended & ((1 << bitsAllocated) - 1);
    }

    private int lowBit() {
        return highBit + 1 - bitsStored;
    }
}
