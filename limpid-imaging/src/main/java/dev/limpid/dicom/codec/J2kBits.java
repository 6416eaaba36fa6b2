package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** The bits of JPEG 2000 packet headers, T.800 B.10.1: a byte behind 0xFF carries seven. */
final class J2kBits {
    private final byte[] data;
    private int position;
    private int current;
    private int left;

    J2kBits(byte[] data) {
        this.data = data;
    }

    int position() {
        return position;
    }

    int remaining() {
        return data.length - position;
    }

    /** Passes a marker of {@code length} bytes, its code included, if it is the next thing. */
    void passMarker(int marker, int length) throws ImageFormatException {
        if (remaining() >= 2
                && (data[position] & 0xFF) == marker >> 8
                && (data[position + 1] & 0xFF) == (marker & 0xFF)) {
            pass(length);
        }
    }

    /** Passes whole bytes, when no header is being read. */
    void pass(int bytes) throws ImageFormatException {
        if (bytes < 0 || bytes > remaining()) {
            throw endsEarly();
        }
        position += bytes;
    }

    int bit() throws ImageFormatException {
        if (left == 0) {
            if (position >= data.length) {
                throw endsEarly();
            }
            left = current == 0xFF ? 7 : 8;
            current = data[position++] & 0xFF;
        }
        left--;
        return current >> left & 1;
    }

    /** The next 0..31 bits. */
    int bits(int count) throws ImageFormatException {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Ends a header: drops the rest of its byte, and the byte that must follow 0xFF. */
    void align() throws ImageFormatException {
        if (current == 0xFF) {
            pass(1);
        }
        left = 0;
        current = 0;
    }

    private ImageFormatException endsEarly() {
        return new ImageFormatException(
                "JPEG 2000 packets end early: the tile has only " + data.length + " bytes of them");
    }
}
