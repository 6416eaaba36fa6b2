package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the packets of a tile and gives their bytes to the code-blocks, T.800 B.9, B.10 and B.12. */
final class J2kPackets {
    /** Looks at code-blocks, over all packets; far above any sound file, it ends ones made to take hours. */
    private static final long MOST_WORK = 1L << 28;

    private static final int START_OF_PACKET = 0xFF91;
    private static final int END_OF_HEADER = 0xFF92;

    private record Piece(J2kBlock block, int segment, int length) {}

    private final J2kTile tile;
    private final byte[] data;
    private final J2kBits bits;
    private final List<Piece> pieces = new ArrayList<>();
    private long work;

    J2kPackets(J2kTile tile, byte[] data) {
        this.tile = tile;
        this.data = data;
        this.bits = new J2kBits(data);
    }

    /** Reads all packets, in the order of each progression. */
    void read(List<J2kProgression> progressions) throws ImageFormatException {
        for (J2kProgression progression : progressions) {
            read(progression);
        }
    }

    private void read(J2kProgression progression) throws ImageFormatException {
        List<J2kPrecinct> precincts = new ArrayList<>();
        for (J2kPrecinct precinct : tile.precincts) {
            if (precinct.resolution >= progression.fromResolution()
                    && precinct.resolution < progression.toResolution()) {
                precincts.add(precinct);
            }
        }
        int layers = Math.min(progression.toLayer(), tile.coding.layers);
        Comparator<J2kPrecinct> byPlace =
                Comparator.<J2kPrecinct>comparingLong(p -> p.y).thenComparingLong(p -> p.x);
        switch (progression.order()) {
            case 0 -> {
                for (int layer = 0; layer < layers; layer++) {
                    readLayer(precincts, layer);
                }
                return;
            }
            case 1 -> {
                int last = precincts.isEmpty() ? -1 : precincts.get(precincts.size() - 1).resolution;
                for (int r = progression.fromResolution(); r <= last; r++) {
                    int resolution = r;
                    List<J2kPrecinct> same = precincts.stream()
                            .filter(p -> p.resolution == resolution)
                            .toList();
                    for (int layer = 0; layer < layers && !same.isEmpty(); layer++) {
                        readLayer(same, layer);
                    }
                }
                return;
            }
            case 2 ->
                precincts.sort(
                        Comparator.<J2kPrecinct>comparingInt(p -> p.resolution).thenComparing(byPlace));
            default -> precincts.sort(byPlace.thenComparingInt(p -> p.resolution));
        }
        for (J2kPrecinct precinct : precincts) {
            while (precinct.layers < layers) {
                readPacket(precinct);
            }
        }
    }

    private void readLayer(List<J2kPrecinct> precincts, int layer) throws ImageFormatException {
        for (J2kPrecinct precinct : precincts) {
            if (precinct.layers <= layer) {
                readPacket(precinct);
            }
        }
    }

    private void readPacket(J2kPrecinct precinct) throws ImageFormatException {
        bits.passMarker(START_OF_PACKET, 6);
        pieces.clear();
        if (bits.bit() == 1) {
            for (J2kPrecinct.Part part : precinct.parts) {
                readHeader(part, precinct.layers);
            }
        }
        bits.align();
        bits.passMarker(END_OF_HEADER, 2);
        for (Piece piece : pieces) {
            int from = bits.position();
            bits.pass(piece.length);
            piece.block.addBytes(piece.segment, data, from, piece.length);
        }
        precinct.layers++;
    }

    private void readHeader(J2kPrecinct.Part part, int layer) throws ImageFormatException {
        work += part.blocks().size();
        if (work > MOST_WORK) {
            throw new ImageFormatException("JPEG 2000 frame has too many layers for its code-blocks");
        }
        for (J2kBlock block : part.blocks()) {
            boolean here = block.included
                    ? bits.bit() == 1
                    : part.inclusion().isBelow(layer + 1, block.column, block.row, bits);
            if (!here) {
                continue;
            }
            if (!block.included) {
                block.included = true;
                int missing = 0;
                while (!part.missingPlanes().isBelow(missing + 1, block.column, block.row, bits)) {
                    missing++;
                }
                block.missingPlanes = missing;
            }
            readLengths(block);
        }
    }

    private void readLengths(J2kBlock block) throws ImageFormatException {
        int style = tile.coding.style;
        int passes = passes();
        while (bits.bit() == 1) {
            block.lengthBits++;
        }
        while (passes > 0) {
            int segment = block.openSegment(style);
            int count = Math.min(passes, block.room(style));
            int width = block.lengthBits + 31 - Integer.numberOfLeadingZeros(count);
            if (width > 31) {
                throw new ImageFormatException("JPEG 2000 packet header is damaged: a length of " + width + " bits");
            }
            int length = bits.bits(width);
            if (length > bits.remaining()) {
                throw new ImageFormatException("JPEG 2000 packets end early: a code-block of " + length
                        + " bytes, but only " + bits.remaining() + " are left");
            }
            block.addPasses(segment, count);
            pieces.add(new Piece(block, segment, length));
            passes -= count;
        }
    }

    /** The number of new coding passes, table B.4. */
    private int passes() throws ImageFormatException {
        if (bits.bit() == 0) {
            return 1;
        }
        if (bits.bit() == 0) {
            return 2;
        }
        int more = bits.bits(2);
        if (more < 3) {
            return 3 + more;
        }
        more = bits.bits(5);
        return more < 31 ? 6 + more : 37 + bits.bits(7);
    }
}
