package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/**
 * The bits of a JPEG entropy-coded segment, T.81 F.2.2.5: a zero byte behind 0xFF is dropped, any other one is a marker
 * and ends the bits.
 */
final class JpegBits {
    private final byte[] data;
    private int position;
    /** The next bits, from the top; below the available ones there are zeros. */
    private long window;

    private int available;

    JpegBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    /** Makes at least 57 bits available, or all there are before the next marker. */
    void fill() {
        while (available <= 56 && position < data.length) {
            int value = data[position] & 0xFF;
            if (value == 0xFF) {
                int next = position + 1 < data.length ? data[position + 1] & 0xFF : 0xD9;
                if (next == 0xFF) {
                    position++;
                    continue;
                }
                if (next != 0) {
                    return;
                }
                position++;
            }
            position++;
            window |= (long) value << (56 - available);
            available += 8;
        }
    }

    /** The next 1..16 bits without taking them; zeros stand for those that are not there. */
    int peek(int count) {
        return (int) (window >>> (64 - count));
    }

    /** Takes 1..32 bits that were filled. */
    void skip(int count) throws ImageFormatException {
        if (count > available) {
            throw new ImageFormatException("JPEG data end early, at byte " + position + " of " + data.length);
        }
        window <<= count;
        available -= count;
    }

    /** The next 0..16 bits, filled before. */
    int take(int count) throws ImageFormatException {
        if (count == 0) {
            return 0;
        }
        int value = peek(count);
        skip(count);
        return value;
    }

    /** The next 0..16 bits. */
    int read(int count) throws ImageFormatException {
        fill();
        return take(count);
    }

    /** A signed number of 0..15 bits, T.81 F.2.2.1 EXTEND, filled before. */
    int takeSigned(int category) throws ImageFormatException {
        if (category == 0) {
            return 0;
        }
        int value = take(category);
        return value < 1 << (category - 1) ? value - (1 << category) + 1 : value;
    }

    /** Drops what is left of this interval and passes the restart marker with the running number {@code index}. */
    void restart(int index) throws ImageFormatException {
        int marker = toMarker();
        if (marker != (0xD0 | (index & 7))) {
            throw new ImageFormatException("JPEG restart marker " + (index & 7) + " is missing at byte " + position);
        }
        position += 2;
    }

    /** Drops the bits left and returns the place of the next marker, or the end of the data. */
    int endOfScan() {
        toMarker();
        return position;
    }

    private int toMarker() {
        window = 0;
        available = 0;
        while (position + 1 < data.length) {
            int next = data[position + 1] & 0xFF;
            if ((data[position] & 0xFF) == 0xFF && next != 0 && next != 0xFF) {
                return next;
            }
            position++;
        }
        position = data.length;
        return -1;
    }
}
