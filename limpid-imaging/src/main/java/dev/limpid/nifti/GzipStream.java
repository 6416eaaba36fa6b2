package dev.limpid.nifti;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates gzip (RFC 1952), any number of members one behind the other; bytes behind the last member are ignored.
 *
 * <p>Not {@link java.util.zip.GZIPInputStream}, because that one calls itself once for every empty member: a file of a
 * few hundred kilobytes can overflow its stack.
 */
final class GzipStream extends InputStream {
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int HEADER_CHECKSUM = 2;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 checksum = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private boolean done;

    /** Reads the first header; the caller closes {@code in} if that fails. */
    GzipStream(InputStream in) throws IOException {
        this.in = in;
        try {
            if (!header()) {
                throw new ImageFormatException("not a gzip file");
            }
        } catch (IOException e) {
            inflater.end();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!done) {
            int count = inflate(target, from, length);
            if (count > 0) {
                checksum.update(target, from, count);
                return count;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                trailer();
                done = !header();
            } else if (inflater.needsInput()) {
                at = end;
                fill();
                inflater.setInput(buffer, at, end - at);
            } else {
                throw new ImageFormatException("the gzip data are damaged: they ask for a dictionary");
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        done = true;
        inflater.end();
        in.close();
    }

    private int inflate(byte[] target, int from, int length) throws ImageFormatException {
        try {
            return inflater.inflate(target, from, length);
        } catch (DataFormatException e) {
            throw new ImageFormatException("the gzip data are damaged: " + e.getMessage(), e);
        }
    }

    /** Goes past a member's header; false when there is none. */
    private boolean header() throws IOException {
        if (!more() || next() != 0x1f || !more() || next() != 0x8b) {
            return false;
        }
        if (next() != 8) {
            throw new ImageFormatException("the gzip data use an unknown compression");
        }
        int flags = next();
        pass(6);
        if ((flags & EXTRA) != 0) {
            pass(next() | next() << 8);
        }
        for (int text = flags & (NAME | COMMENT); text != 0; text &= text - 1) {
            while (next() != 0) {
                // the text does not matter
            }
        }
        if ((flags & HEADER_CHECKSUM) != 0) {
            pass(2);
        }
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
        checksum.reset();
        return true;
    }

    private void trailer() throws IOException {
        int expected = next() | next() << 8 | next() << 16 | next() << 24;
        pass(4);
        if (expected != (int) checksum.getValue()) {
            throw new ImageFormatException("the gzip data are damaged: the checksum is wrong");
        }
    }

    private void pass(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            next();
        }
    }

    private int next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        if (!more()) {
            throw new ImageFormatException("the gzip data are cut short");
        }
    }

    private boolean more() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }
}
