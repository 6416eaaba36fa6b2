package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.ArrayList;
import java.util.List;

/** The geometry of one tile: resolutions, bands, precincts and code-blocks, T.800 B.5 to B.7. */
final class J2kTile {
    /** What a code-block costs in memory before it holds anything, roughly. */
    private static final int BLOCK_BYTES = 160;

    final J2kArea area;
    final J2kCoding coding;
    /** From the coarsest to the full one; entry r is the area of the LL band at that stage. */
    final List<J2kArea> resolutions = new ArrayList<>();

    final List<J2kPrecinct> precincts = new ArrayList<>();

    /**
     * Lays out a tile.
     *
     * @param packetBytes what the tile's packets have; each takes at least one, which bounds the number of precincts
     */
    J2kTile(J2kImage image, J2kArea area, J2kHeader header, int packetBytes) throws ImageFormatException {
        this.area = area;
        coding = header.coding();
        for (int r = 0; r <= coding.levels; r++) {
            resolutions.add(area.reduced(coding.levels - r));
        }
        requirePlausible(packetBytes);
        for (int r = 0; r <= coding.levels; r++) {
            addPrecincts(r, bands(r, image, header), image);
        }
    }

    private void requirePlausible(int packetBytes) throws ImageFormatException {
        long count = 0;
        long blocks = 0;
        for (int r = 0; r <= coding.levels; r++) {
            J2kArea resolution = resolutions.get(r);
            if (resolution.isEmpty()) {
                continue;
            }
            int px = coding.precinctWidthBits(r);
            int py = coding.precinctHeightBits(r);
            long here = (((resolution.x1() - 1L) >> px) - (resolution.x0() >> px) + 1)
                    * (((resolution.y1() - 1L) >> py) - (resolution.y0() >> py) + 1);
            count += here;
            long perRow = (resolution.width() >> Math.min(coding.blockWidthBits, px)) + 2L;
            long perColumn = (resolution.height() >> Math.min(coding.blockHeightBits, py)) + 2L;
            blocks += Math.max(here, perRow * perColumn);
        }
        if (count > packetBytes) {
            throw new ImageFormatException(
                    "JPEG 2000 tile of " + packetBytes + " bytes cannot hold packets for its " + count + " precincts");
        }
        HeapLimit.require(blocks, BLOCK_BYTES, "a JPEG 2000 tile of " + blocks + " code-blocks");
    }

    private List<J2kBand> bands(int resolution, J2kImage image, J2kHeader header) throws ImageFormatException {
        List<J2kBand> bands = new ArrayList<>();
        int level = resolution == 0 ? coding.levels : coding.levels - resolution + 1;
        for (int o = resolution == 0 ? 0 : 1; o <= (resolution == 0 ? 0 : 3); o++) {
            int index = resolution == 0 ? 0 : 3 * (resolution - 1) + o;
            int right = o & 1;
            int below = o >> 1;
            int left = right == 0 ? 0 : resolutions.get(resolution - 1).width();
            int top = below == 0 ? 0 : resolutions.get(resolution - 1).height();
            double step = coding.reversible ? 1 : header.quantisation().step(index, image.precision() + right + below);
            int planes = header.quantisation().planes(index) + header.regionShift();
            bands.add(new J2kBand(o, area.subband(level, right, below), left, top, planes, step));
        }
        return bands;
    }

    private void addPrecincts(int r, List<J2kBand> bands, J2kImage image) {
        J2kArea resolution = resolutions.get(r);
        if (resolution.isEmpty()) {
            return;
        }
        int px = coding.precinctWidthBits(r);
        int py = coding.precinctHeightBits(r);
        // At all but the coarsest resolution the bands have half its density.
        int halving = r == 0 ? 0 : 1;
        int blockWidthBits = Math.min(coding.blockWidthBits, px - halving);
        int blockHeightBits = Math.min(coding.blockHeightBits, py - halving);
        int finer = coding.levels - r;
        for (long row = resolution.y0() >> py; row <= (resolution.y1() - 1) >> py; row++) {
            for (long column = resolution.x0() >> px; column <= (resolution.x1() - 1) >> px; column++) {
                long x = Math.max(area.x0(), column << (px + finer)) * image.dx();
                long y = Math.max(area.y0(), row << (py + finer)) * image.dy();
                J2kPrecinct precinct = new J2kPrecinct(r, x, y);
                for (J2kBand band : bands) {
                    J2kArea part = band.area()
                            .intersect(
                                    column << (px - halving),
                                    row << (py - halving),
                                    (column + 1) << (px - halving),
                                    (row + 1) << (py - halving));
                    precinct.add(band, part, blockWidthBits, blockHeightBits);
                }
                precincts.add(precinct);
            }
        }
    }
}
