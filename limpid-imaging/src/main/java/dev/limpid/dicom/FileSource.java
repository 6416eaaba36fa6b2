package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file read through a small window, so that parsing many short elements costs few system calls.
 *
 * <p>A {@link RandomAccessFile} and not a channel: a channel closes itself when its thread is interrupted.
 */
final class FileSource implements ByteSource {
    private static final int WINDOW = 1 << 15;

    private final RandomAccessFile file;
    private final Path path;
    private final boolean temporary;
    private final long size;
    private final byte[] window;
    private long windowStart;
    private int windowLength;

    private FileSource(Path path, RandomAccessFile file, boolean temporary) throws IOException {
        this.path = path;
        this.temporary = temporary;
        this.file = file;
        this.size = file.length();
        this.window = new byte[(int) Math.min(WINDOW, size)];
    }

    static FileSource of(Path path) throws IOException {
        return new FileSource(path, new RandomAccessFile(path.toFile(), "r"), false);
    }

    /** An open file that {@link #close} deletes if it is still in its folder. */
    static FileSource ofTemporary(Path path, RandomAccessFile file) throws IOException {
        return new FileSource(path, file, true);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long position, byte[] target, int offset, int count) throws IOException {
        try {
            readWindowed(position, target, offset, count);
        } catch (EOFException e) {
            throw new ImageFormatException("the file became shorter while it was read", e);
        }
    }

    private void readWindowed(long position, byte[] target, int offset, int count) throws IOException {
        if (count >= WINDOW) {
            file.seek(position);
            file.readFully(target, offset, count);
            return;
        }
        if (position < windowStart || position + count > windowStart + windowLength) {
            int wanted = (int) Math.min(window.length, size - position);
            windowLength = 0;
            file.seek(position);
            file.readFully(window, 0, wanted);
            windowStart = position;
            windowLength = wanted;
        }
        System.arraycopy(window, (int) (position - windowStart), target, offset, count);
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (temporary) {
            Files.deleteIfExists(path);
        }
    }
}
