package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * Image and tile size of a JPEG 2000 codestream of one component, ITU-T T.800 A.5.1 and B.3: the image is the area from
 * (x0, y0) to (x1, y1) of a reference grid, cut into tiles that begin at (tileX0, tileY0).
 *
 * @param dx grid points per sample, across
 * @param dy grid points per sample, down
 */
record J2kImage(
        long x0,
        long y0,
        long x1,
        long y1,
        long tileX0,
        long tileY0,
        long tileWidth,
        long tileHeight,
        int precision,
        boolean signed,
        int dx,
        int dy) {
    private static final int LARGEST_PRECISION = 24;

    /** Reads SIZ and refuses what is not grey or not of this layout. */
    static J2kImage read(ByteCursor segment, FrameLayout layout) throws ImageFormatException {
        segment.u16(); // capabilities
        long x1 = segment.u32();
        long y1 = segment.u32();
        long x0 = segment.u32();
        long y0 = segment.u32();
        long tileWidth = segment.u32();
        long tileHeight = segment.u32();
        long tileX0 = segment.u32();
        long tileY0 = segment.u32();
        int components = segment.u16();
        if (components != 1) {
            throw new ImageFormatException(
                    "JPEG 2000 frame has " + components + " components: only greyscale is supported");
        }
        int depth = segment.u8();
        int dx = segment.u8();
        int dy = segment.u8();
        boolean sound = x0 < x1
                && y0 < y1
                && x1 <= Integer.MAX_VALUE
                && y1 <= Integer.MAX_VALUE
                && tileX0 <= x0
                && tileY0 <= y0
                && tileX0 + tileWidth > x0
                && tileY0 + tileHeight > y0
                && dx > 0
                && dy > 0;
        if (!sound) {
            throw new ImageFormatException("JPEG 2000 frame has sizes of image and tiles that cannot be");
        }
        int precision = (depth & 127) + 1;
        if (precision > LARGEST_PRECISION) {
            throw new ImageFormatException(
                    "JPEG 2000 samples of " + precision + " bits are not supported, only up to " + LARGEST_PRECISION);
        }
        J2kImage image =
                new J2kImage(x0, y0, x1, y1, tileX0, tileY0, tileWidth, tileHeight, precision, depth >= 128, dx, dy);
        J2kArea area = image.area();
        layout.requireSame("JPEG 2000", area.height(), area.width(), precision);
        return image;
    }

    /** The whole image in samples. */
    J2kArea area() {
        return samples(x0, y0, x1, y1);
    }

    long tilesAcross() {
        return ceilDiv(x1 - tileX0, tileWidth);
    }

    long tiles() {
        return tilesAcross() * ceilDiv(y1 - tileY0, tileHeight);
    }

    /** A tile in samples, B.3 equations B-7 to B-12. */
    J2kArea tile(int index) {
        long column = index % tilesAcross();
        long row = index / tilesAcross();
        return samples(
                Math.max(tileX0 + column * tileWidth, x0),
                Math.max(tileY0 + row * tileHeight, y0),
                Math.min(tileX0 + (column + 1) * tileWidth, x1),
                Math.min(tileY0 + (row + 1) * tileHeight, y1));
    }

    private J2kArea samples(long left, long top, long right, long bottom) {
        return new J2kArea(
                (int) ceilDiv(left, dx), (int) ceilDiv(top, dy), (int) ceilDiv(right, dx), (int) ceilDiv(bottom, dy));
    }

    private static long ceilDiv(long value, long divisor) {
        return (value + divisor - 1) / divisor;
    }
}
