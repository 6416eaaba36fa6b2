package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;

/** The bits of a JPEG-LS scan, T.87 annex A: a byte behind 0xFF carries seven bits, under a zero one. */
final class JpegLsBits {
    private final byte[] data;
    private int position;
    private boolean afterFf;
    /** The next bits, from the top; below the available ones there are zeros. */
    private long window;

    private int available;

    JpegLsBits(byte[] data, int position) {
        this.data = data;
        this.position = position;
    }

    private void fill() {
        while (available <= 56 && position < data.length) {
            int value = data[position] & 0xFF;
            if (afterFf ? value >= 0x80 : value == 0xFF && isMarker(position)) {
                return;
            }
            int bits = afterFf ? 7 : 8;
            window |= (long) value << (64 - bits - available);
            available += bits;
            afterFf = value == 0xFF;
            position++;
        }
    }

    /** Whether 0xFF at a place begins a marker; two of them are a last byte of data, or fill, in front of one. */
    private boolean isMarker(int at) {
        return at + 1 >= data.length || (data[at + 1] < 0 && data[at + 1] != -1);
    }

    int bit() throws ImageFormatException {
        return bits(1);
    }

    /** The next 0..31 bits. */
    int bits(int count) throws ImageFormatException {
        if (count == 0) {
            return 0;
        }
        if (available < count) {
            fill();
            if (available < count) {
                throw endsEarly();
            }
        }
        int value = (int) (window >>> (64 - count));
        window <<= count;
        available -= count;
        return value;
    }

    /** A limited-length Golomb code, A.5.3. */
    int golomb(int k, int limit, int errorBits) throws ImageFormatException {
        int zeros = zeros();
        if (zeros < limit - errorBits - 1) {
            int value = zeros << k | bits(k);
            if (value >>> 18 == 0) {
                return value;
            }
        } else if (zeros == limit - errorBits - 1) {
            return bits(errorBits) + 1;
        }
        throw new ImageFormatException("JPEG-LS data are damaged: a prediction error is out of range");
    }

    /** Counts zeros up to the next one, and takes it too. */
    private int zeros() throws ImageFormatException {
        int count = 0;
        while (true) {
            if (available < 32) {
                fill();
            }
            int zeros = Long.numberOfLeadingZeros(window);
            if (zeros < available) {
                window = window << zeros << 1;
                available -= zeros + 1;
                return count + zeros;
            }
            if (available == 0 || count > 64) {
                throw endsEarly();
            }
            count += available;
            window = 0;
            available = 0;
        }
    }

    /** Passes the restart marker with the running number {@code index}. */
    void restart(int index) throws ImageFormatException {
        window = 0;
        available = 0;
        afterFf = false;
        while (position < data.length && ((data[position] & 0xFF) != 0xFF || !isMarker(position))) {
            position++;
        }
        if (position + 1 >= data.length || (data[position + 1] & 0xFF) != (0xD0 | (index & 7))) {
            throw new ImageFormatException("JPEG-LS restart marker " + (index & 7) + " is missing");
        }
        position += 2;
    }

    private ImageFormatException endsEarly() {
        return new ImageFormatException("JPEG-LS data end early, at byte " + position + " of " + data.length);
    }
}
