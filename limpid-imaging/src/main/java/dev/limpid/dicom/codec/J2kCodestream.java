package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.TreeMap;

/**
 * The marker segments of a JPEG 2000 codestream, T.800 annex A: the image's size and, for each tile, its header and the
 * bytes of its packets.
 *
 * @param tiles by number; all are there
 */
record J2kCodestream(J2kImage image, Map<Integer, Tile> tiles) {
    private static final int SOT = 0xFF90;
    private static final int SOD = 0xFF93;
    private static final int EOC = 0xFFD9;
    private static final int TILE_PART_BYTES = 14;

    /** A tile's header and the packets of all its parts. */
    record Tile(J2kHeader header, ByteArrayOutputStream packets) {}

    static J2kCodestream read(byte[] data, int from, FrameLayout layout) throws ImageFormatException {
        ByteCursor cursor = new ByteCursor("JPEG 2000", data);
        cursor.moveTo(from);
        if (cursor.u16() != 0xFF4F || cursor.u16() != 0xFF51) {
            throw new ImageFormatException("not a JPEG 2000 codestream: it does not begin with FF4F FF51");
        }
        J2kImage image = J2kImage.read(cursor.segment(), layout);
        if (image.tiles() > data.length / TILE_PART_BYTES) {
            throw new ImageFormatException(
                    "JPEG 2000 frame of " + data.length + " bytes cannot hold its " + image.tiles() + " tiles");
        }
        J2kHeader main = new J2kHeader();
        int marker = cursor.u16();
        while (marker != SOT) {
            main.read(requireMarker(marker), cursor.segment());
            marker = cursor.u16();
        }
        Map<Integer, Tile> tiles = new TreeMap<>();
        while (marker == SOT) {
            readTilePart(cursor, data, image, main, tiles);
            marker = cursor.remaining() < 2 ? EOC : cursor.u16();
        }
        if (marker != EOC) {
            throw new ImageFormatException("JPEG 2000 tile part is not followed by another or by the end");
        }
        if (tiles.size() < image.tiles()) {
            throw new ImageFormatException(
                    "JPEG 2000 frame ends early: it has " + tiles.size() + " of " + image.tiles() + " tiles");
        }
        return new J2kCodestream(image, tiles);
    }

    private static void readTilePart(
            ByteCursor cursor, byte[] data, J2kImage image, J2kHeader main, Map<Integer, Tile> tiles)
            throws ImageFormatException {
        int start = cursor.position() - 2;
        ByteCursor segment = cursor.segment();
        int index = segment.u16();
        long length = segment.u32();
        if (index >= image.tiles()) {
            throw new ImageFormatException("JPEG 2000 tile " + index + " is not one of " + image.tiles());
        }
        // Length zero means up to the end; a length behind the end shows when packets are missing.
        int end = length == 0 ? data.length : (int) Math.min(data.length, start + length);
        boolean first = !tiles.containsKey(index);
        Tile tile = tiles.computeIfAbsent(index, i -> new Tile(main.copy(), new ByteArrayOutputStream()));
        boolean ownProgressions = false;
        int marker = cursor.u16();
        while (marker != SOD) {
            if (marker == 0xFF5F && first && !ownProgressions) {
                tile.header.beginTileProgressions();
                ownProgressions = true;
            }
            tile.header.read(requireMarker(marker), cursor.segment());
            marker = cursor.u16();
        }
        int from = cursor.position();
        cursor.moveTo(end);
        tile.packets.write(data, from, end - from);
    }

    private static int requireMarker(int marker) throws ImageFormatException {
        if (marker < 0xFF00) {
            throw new ImageFormatException("JPEG 2000 header has " + Integer.toHexString(marker) + " for a marker");
        }
        return marker;
    }
}
