package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A temporary file of an inflated data set. Where the system allows it, the file has no name from the start, so that
 * nothing of a patient's stays behind however the process ends; elsewhere closing deletes it.
 *
 * <p>A full temporary folder is the trouble of this one image: it must not look like a result that cannot be written.
 */
final class Spool implements AutoCloseable {
    private final Path folder;
    private final Path path;
    private final RandomAccessFile file;
    private final OutputStream out;

    private Spool(Path folder, Path path, RandomAccessFile file) throws IOException {
        this.folder = folder;
        this.path = path;
        this.file = file;
        this.out = new FileOutputStream(file.getFD());
    }

    /** A new one in this folder. */
    static Spool in(Path folder) throws ImageFormatException {
        try {
            Path path = Files.createTempFile(folder, "limpid-", ".dcm");
            Spool spool = new Spool(folder, path, new RandomAccessFile(path.toFile(), "rw"));
            spool.unlink();
            return spool;
        } catch (IOException e) {
            throw noRoom(folder, e);
        }
    }

    void write(ByteArrayOutputStream bytes) throws ImageFormatException {
        try {
            bytes.writeTo(out);
        } catch (IOException e) {
            throw noRoom(folder, e);
        }
    }

    void write(byte[] bytes, int count) throws ImageFormatException {
        try {
            out.write(bytes, 0, count);
        } catch (IOException e) {
            throw noRoom(folder, e);
        }
    }

    /** What was written; closing it closes this. */
    ByteSource source() throws IOException {
        return FileSource.ofTemporary(path, file);
    }

    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }

    private void unlink() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            path.toFile().deleteOnExit(); // Windows keeps the names of open files
        }
    }

    /** Without its cause: whoever looks for a full disk among the causes would take it for that of the result. */
    private static ImageFormatException noRoom(Path folder, IOException e) {
        return new ImageFormatException("the inflated data set does not fit into the temporary folder " + folder + " ("
                + e.getMessage() + "): make room, or name another by -Djava.io.tmpdir");
    }
}
