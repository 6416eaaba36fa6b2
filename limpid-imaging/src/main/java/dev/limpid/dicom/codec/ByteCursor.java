package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** A place in a codestream, with big-endian reads that cannot leave it. */
final class ByteCursor {
    private final String codec;
    private final byte[] data;
    private final int end;
    private int position;

    ByteCursor(String codec, byte[] data) {
        this(codec, data, 0, data.length);
    }

    private ByteCursor(String codec, byte[] data, int position, int end) {
        this.codec = codec;
        this.data = data;
        this.position = position;
        this.end = end;
    }

    int position() {
        return position;
    }

    int remaining() {
        return end - position;
    }

    /** Moves to an absolute place, which must not be behind the end. */
    void moveTo(int target) throws ImageFormatException {
        if (target < position || target > end) {
            throw endsEarly();
        }
        position = target;
    }

    int u8() throws ImageFormatException {
        if (position >= end) {
            throw endsEarly();
        }
        return data[position++] & 0xFF;
    }

    int u16() throws ImageFormatException {
        int high = u8();
        return high << 8 | u8();
    }

    /** An unsigned 32-bit number. */
    long u32() throws ImageFormatException {
        long high = u16();
        return high << 16 | u16();
    }

    /** A cursor over the next {@code length} bytes; this one moves behind them. */
    ByteCursor part(long length) throws ImageFormatException {
        if (length < 0 || length > remaining()) {
            throw endsEarly();
        }
        int from = position;
        position += (int) length;
        return new ByteCursor(codec, data, from, position);
    }

    /** The body of a marker segment, whose two length bytes count themselves. */
    ByteCursor segment() throws ImageFormatException {
        int length = u16();
        if (length < 2) {
            throw new ImageFormatException(codec + " segment at byte " + (position - 2) + " has length " + length);
        }
        return part(length - 2);
    }

    /**
     * The second byte of the next marker, T.81 B.1.1.2; bytes in front of it are passed over, because encoders exist
     * that leave some there.
     */
    int nextMarker() throws ImageFormatException {
        while (true) {
            if (u8() == 0xFF) {
                int code = u8();
                while (code == 0xFF) {
                    code = u8();
                }
                if (code != 0) {
                    return code;
                }
            }
        }
    }

    /** Passes SOI and the fill bytes that any marker may have in front, T.81 B.1.1.2. */
    void startOfImage() throws ImageFormatException {
        boolean fill = u8() == 0xFF;
        int code = u8();
        while (fill && code == 0xFF) {
            code = u8();
        }
        if (!fill || code != 0xD8) {
            throw new ImageFormatException("not a " + codec + " frame: it does not begin with FFD8");
        }
    }

    ImageFormatException endsEarly() {
        return new ImageFormatException(codec + " frame ends early: it has only " + data.length + " bytes");
    }
}
