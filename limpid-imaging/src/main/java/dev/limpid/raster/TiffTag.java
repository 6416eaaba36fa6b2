package dev.limpid.raster;

import java.util.Set;

/** The tags that Limpid interprets (TIFF 6.0, appendix A). */
final class TiffTag {
    static final int NEW_SUBFILE_TYPE = 254;
    static final int IMAGE_WIDTH = 256;
    static final int IMAGE_LENGTH = 257;
    static final int BITS_PER_SAMPLE = 258;
    static final int COMPRESSION = 259;
    static final int PHOTOMETRIC = 262;
    static final int FILL_ORDER = 266;
    static final int IMAGE_DESCRIPTION = 270;
    static final int STRIP_OFFSETS = 273;
    static final int SAMPLES_PER_PIXEL = 277;
    static final int ROWS_PER_STRIP = 278;
    static final int STRIP_BYTE_COUNTS = 279;
    static final int X_RESOLUTION = 282;
    static final int Y_RESOLUTION = 283;
    static final int RESOLUTION_UNIT = 296;
    static final int SOFTWARE = 305;
    static final int PREDICTOR = 317;
    static final int TILE_WIDTH = 322;
    static final int TILE_LENGTH = 323;
    static final int TILE_OFFSETS = 324;
    static final int TILE_BYTE_COUNTS = 325;
    static final int SAMPLE_FORMAT = 339;

    /**
     * Tags that a derived page does not take over: the layout, which is written anew; least and greatest sample
     * (280, 281, 340, 341), which no longer hold; free space (288, 289); and those that refer to other places in the
     * file (SubIFDs 330, Exif 34665, GPS 34853, interoperability 40965, JPEG tables 347).
     */
    static final Set<Integer> NOT_KEPT = Set.of(
            COMPRESSION,
            STRIP_OFFSETS,
            ROWS_PER_STRIP,
            STRIP_BYTE_COUNTS,
            PREDICTOR,
            TILE_WIDTH,
            TILE_LENGTH,
            TILE_OFFSETS,
            TILE_BYTE_COUNTS,
            280,
            281,
            340,
            341,
            288,
            289,
            330,
            34665,
            34853,
            40965,
            347);

    private TiffTag() {}
}
