package dev.limpid.nifti;

import dev.limpid.image.ImageFormatException;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The bytes of a {@code .nii} or {@code .nii.gz} file at any position, in constant memory.
 *
 * <p>Going forward continues the stream; going backward starts it again, which for a compressed file means to inflate
 * it from the beginning.
 */
final class VoxelStream implements Closeable {
    private static final int BUFFER = 1 << 16;

    private final Path file;
    private final boolean compressed;
    private InputStream in;
    private long position;

    VoxelStream(Path file, boolean compressed) throws IOException {
        this.file = file;
        this.compressed = compressed;
        this.in = start();
    }

    /** Fills {@code bytes} from byte {@code offset} of the uncompressed file. */
    void read(long offset, byte[] bytes) throws IOException {
        goTo(offset);
        int count = in.readNBytes(bytes, 0, bytes.length);
        position += count;
        if (count < bytes.length) {
            throw cut();
        }
    }

    /** Reads on where the stream stands: behind the last voxel this verifies gzip's checksum. */
    void checkEnd() throws IOException {
        if (in.read() >= 0) {
            position++;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void goTo(long offset) throws IOException {
        if (offset < position) {
            in.close();
            in = start();
            position = 0;
        }
        while (position < offset) {
            long skipped = in.skip(offset - position);
            if (skipped <= 0) {
                if (in.read() < 0) {
                    throw cut();
                }
                skipped = 1;
            }
            position += skipped;
        }
    }

    private InputStream start() throws IOException {
        InputStream raw = Files.newInputStream(file);
        try {
            return compressed ? new GzipStream(raw) : new BufferedInputStream(raw, BUFFER);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    private ImageFormatException cut() {
        return new ImageFormatException("the NIfTI file is cut short: " + (compressed ? "its data end" : "it ends")
                + " behind byte " + position);
    }
}
