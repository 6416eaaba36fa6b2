package dev.limpid.dicom.codec;

/** The bits of raw coding passes, T.800 D.6: a byte behind 0xFF carries seven; behind the end there are ones. */
final class J2kRawBits {
    private byte[] data = {};
    private int length;
    private int position;
    private int current;
    private int left;

    void start(byte[] bytes, int count) {
        data = bytes;
        length = count;
        position = 0;
        current = 0;
        left = 0;
    }

    int bit() {
        if (left == 0) {
            left = current == 0xFF ? 7 : 8;
            current = position < length ? data[position++] & 0xFF : 0xFF;
        }
        left--;
        return current >> left & 1;
    }
}
