package dev.limpid.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One data element (PS3.5 section 7.1).
 *
 * @param vr as the file says, from the dictionary where it says nothing, UN where neither knows
 */
record Element(int tag, Vr vr, Value value) {
    /** What an element holds. */
    sealed interface Value permits Raw, Items, Fragments {}

    /** A value of plain bytes. */
    sealed interface Raw extends Value permits Held, Region {
        long length();

        boolean bigEndian();

        /** All of it; only for values already known to be small enough to hold. */
        byte[] bytes() throws IOException;
    }

    /** A short value, in memory; whoever makes or gets it leaves its bytes alone. */
    static final class Held implements Raw {
        private final byte[] bytes;
        private final boolean bigEndian;

        Held(byte[] bytes, boolean bigEndian) {
            this.bytes = bytes;
            this.bigEndian = bigEndian;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public boolean bigEndian() {
            return bigEndian;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }
    }

    /** A long value, still in the file. */
    record Region(ByteSource source, long offset, long length, boolean bigEndian) implements Raw {
        @Override
        public byte[] bytes() throws IOException {
            byte[] all = new byte[Math.toIntExact(length)];
            source.read(offset, all, 0, all.length);
            return all;
        }
    }

    /** The items of a sequence. */
    record Items(List<Dataset> items) implements Value {}

    /**
     * The fragments of encapsulated pixel data (PS3.5 annex A.4).
     *
     * @param all the basic offset table first
     */
    record Fragments(List<Region> all) implements Value {}

    /** An element of ASCII text, padded to even length. */
    static Element text(int tag, Vr vr, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return new Element(tag, vr, new Held(bytes, false));
    }

    static Element unsignedShort(int tag, Vr vr, int value) {
        return new Element(tag, vr, new Held(new byte[] {(byte) value, (byte) (value >>> 8)}, false));
    }

    static Element unsignedLong(int tag, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt((int) value);
        return new Element(tag, Vr.UL, new Held(bytes.array(), false));
    }

    static Element decimal(int tag, double value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putDouble(value);
        return new Element(tag, Vr.FD, new Held(bytes.array(), false));
    }

    /** An element whose value is a tag. */
    static Element pointer(int tag, int to) {
        ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putShort((short) (to >>> 16)).putShort((short) to);
        return new Element(tag, Vr.AT, new Held(bytes.array(), false));
    }

    static Element sequence(int tag, Dataset... items) {
        return new Element(tag, Vr.SQ, new Items(List.of(items)));
    }
}
