package dev.limpid.dicom.codec;

import java.util.ArrayList;
import java.util.List;

/** A precinct: what the packets of one resolution and place are about, T.800 B.6. */
final class J2kPrecinct {
    /** The blocks of one band in this precinct, row by row, with the two tag trees that packet headers use. */
    record Part(J2kBand band, List<J2kBlock> blocks, TagTree inclusion, TagTree missingPlanes) {}

    final int resolution;
    /** Place on the reference grid, by which some progressions order packets. */
    final long x;

    final long y;
    final List<Part> parts = new ArrayList<>();
    /** Layers that have come. */
    int layers;

    J2kPrecinct(int resolution, long x, long y) {
        this.resolution = resolution;
        this.x = x;
        this.y = y;
    }

    /** Adds the blocks of a band, {@code area} being the part of the band that is in this precinct. */
    void add(J2kBand band, J2kArea area, int blockWidthBits, int blockHeightBits) {
        if (area.isEmpty()) {
            return;
        }
        int firstColumn = area.x0() >> blockWidthBits;
        int firstRow = area.y0() >> blockHeightBits;
        int columns = ((area.x1() - 1) >> blockWidthBits) - firstColumn + 1;
        int rows = ((area.y1() - 1) >> blockHeightBits) - firstRow + 1;
        List<J2kBlock> blocks = new ArrayList<>(rows * columns);
        for (int row = 0; row < rows; row++) {
            long top = (long) (firstRow + row) << blockHeightBits;
            for (int column = 0; column < columns; column++) {
                long left = (long) (firstColumn + column) << blockWidthBits;
                J2kArea inside =
                        area.intersect(left, top, left + (1L << blockWidthBits), top + (1L << blockHeightBits));
                blocks.add(new J2kBlock(inside, column, row));
            }
        }
        parts.add(new Part(band, blocks, new TagTree(columns, rows), new TagTree(columns, rows)));
    }
}
