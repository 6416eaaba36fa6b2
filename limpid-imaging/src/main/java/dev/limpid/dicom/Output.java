package dev.limpid.dicom;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new file, written little endian through a buffer; bytes already written can be replaced. */
final class Output implements Closeable {
    private final RandomAccessFile file;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;
    private long flushed;

    /**
     * Makes the file.
     *
     * @throws java.nio.file.FileAlreadyExistsException if there is one
     */
    Output(Path path) throws IOException {
        Files.createFile(path);
        file = new RandomAccessFile(path.toFile(), "rw");
    }

    long position() {
        return flushed + filled;
    }

    void u8(int value) throws IOException {
        if (filled == buffer.length) {
            flush();
        }
        buffer[filled++] = (byte) value;
    }

    void u16(int value) throws IOException {
        u8(value);
        u8(value >>> 8);
    }

    void u32(long value) throws IOException {
        u16((int) value);
        u16((int) (value >>> 16));
    }

    void bytes(byte[] bytes, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (filled == buffer.length) {
                flush();
            }
            int some = Math.min(count - done, buffer.length - filled);
            System.arraycopy(bytes, done, buffer, filled, some);
            filled += some;
            done += some;
        }
    }

    /** Replaces two bytes that were written before. */
    void replaceU16(long position, int value) throws IOException {
        flush();
        file.seek(position);
        file.write(value);
        file.write(value >>> 8);
        file.seek(flushed);
    }

    private void flush() throws IOException {
        file.write(buffer, 0, filled);
        flushed += filled;
        filled = 0;
    }

    /** Writes what is left in the buffer; a full disk shows here at the latest. */
    void finish() throws IOException {
        flush();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
