package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;

/** Reads numbers one after the other from a {@link ByteSource}, never past a limit. */
final class Cursor {
    private final ByteSource source;
    private final byte[] four = new byte[4];
    private long position;

    Cursor(ByteSource source, long position) {
        this.source = source;
        this.position = position;
    }

    ByteSource source() {
        return source;
    }

    long position() {
        return position;
    }

    void skip(long count) {
        position += count;
    }

    /** Goes back to where this was before. */
    void back(long target) {
        position = target;
    }

    int u16(long end, boolean bigEndian) throws IOException {
        fetch(2, end);
        int first = four[0] & 0xFF;
        int second = four[1] & 0xFF;
        return bigEndian ? first << 8 | second : second << 8 | first;
    }

    long u32(long end, boolean bigEndian) throws IOException {
        int first = u16(end, bigEndian);
        int second = u16(end, bigEndian);
        return bigEndian ? (long) first << 16 | second : (long) second << 16 | first;
    }

    int tag(long end, boolean bigEndian) throws IOException {
        int group = u16(end, bigEndian);
        return group << 16 | u16(end, bigEndian);
    }

    byte[] bytes(int count, long end) throws IOException {
        require(count, end);
        byte[] bytes = new byte[count];
        source.read(position, bytes, 0, count);
        position += count;
        return bytes;
    }

    private void fetch(int count, long end) throws IOException {
        require(count, end);
        source.read(position, four, 0, count);
        position += count;
    }

    private void require(long count, long end) throws ImageFormatException {
        if (count > end - position) {
            throw new ImageFormatException("truncated: the data end at byte " + end + ", in the middle of an element");
        }
    }
}
