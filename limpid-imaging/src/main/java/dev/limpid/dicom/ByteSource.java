package dev.limpid.dicom;

import java.io.Closeable;
import java.io.IOException;

/** Bytes at known positions: a file, or what a deflated one inflates to. For one thread at a time. */
interface ByteSource extends Closeable {
    /** How many bytes there are. */
    long size();

    /**
     * Copies {@code count} bytes from {@code position} into {@code target}; callers ask only for bytes that are there.
     *
     * @throws IOException if the file cannot be read, or was cut short since it was opened
     */
    void read(long position, byte[] target, int offset, int count) throws IOException;

    @Override
    default void close() throws IOException {}

    /** Bytes in memory, not copied. */
    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long position, byte[] target, int offset, int count) {
                System.arraycopy(bytes, Math.toIntExact(position), target, offset, count);
            }
        };
    }
}
