package dev.limpid.dicom;

import dev.limpid.image.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The data set of a Deflated Explicit VR Little Endian file (PS3.5 annex A.5), inflated: up to 32 MiB in memory, more
 * in a temporary file.
 *
 * <p>Deflate can blow up a thousandfold. What fits into memory is believed; beyond that an image that shrinks more
 * than 200 to 1 is taken for a bomb, as is any data set over 8 GiB.
 */
final class Inflation {
    private static final long IN_MEMORY = 32L << 20;
    private static final long LARGEST = 8L << 30;
    private static final long RATIO = 200;
    private static final int CHUNK = 1 << 16;

    private Inflation() {}

    static ByteSource of(ByteSource deflated, long start) throws IOException {
        return of(deflated, start, Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** With large data sets in this folder. */
    static ByteSource of(ByteSource deflated, long start, Path folder) throws IOException {
        Optional<Spool> spool = Optional.empty();
        boolean done = false;
        Inflater inflater = new Inflater(true);
        try {
            ByteArrayOutputStream memory = new ByteArrayOutputStream();
            byte[] in = new byte[CHUNK];
            byte[] out = new byte[CHUNK];
            long position = start;
            long inflated = 0;
            while (!inflater.finished()) {
                if (inflater.needsInput() && position < deflated.size()) {
                    int count = (int) Math.min(in.length, deflated.size() - position);
                    deflated.read(position, in, 0, count);
                    position += count;
                    inflater.setInput(in, 0, count);
                }
                int count = inflate(inflater, out, start);
                if (count == 0 && inflater.needsDictionary()) {
                    throw damaged(start, "it asks for a preset dictionary");
                }
                if (count == 0 && inflater.needsInput() && position >= deflated.size() && !inflater.finished()) {
                    throw new ImageFormatException("truncated: the deflated data set that starts at byte " + start
                            + " does not end in the file");
                }
                inflated += count;
                if (inflated > IN_MEMORY) {
                    check(inflated, inflater.getBytesRead());
                    if (spool.isEmpty()) {
                        spool = Optional.of(Spool.in(folder));
                        spool.get().write(memory);
                        memory.reset();
                    }
                    spool.get().write(out, count);
                } else {
                    memory.write(out, 0, count);
                }
            }
            ByteSource source = spool.isPresent() ? spool.get().source() : ByteSource.of(memory.toByteArray());
            done = true;
            return source;
        } finally {
            inflater.end();
            if (!done && spool.isPresent()) {
                spool.get().close();
            }
        }
    }

    private static int inflate(Inflater inflater, byte[] out, long start) throws ImageFormatException {
        try {
            return inflater.inflate(out);
        } catch (DataFormatException e) {
            throw damaged(start, String.valueOf(e.getMessage()));
        }
    }

    private static ImageFormatException damaged(long start, String why) {
        return new ImageFormatException("the deflated data set that starts at byte " + start + " is damaged: " + why);
    }

    private static void check(long inflated, long read) throws ImageFormatException {
        if (inflated > LARGEST) {
            throw new ImageFormatException("the deflated data set inflates to more than " + LARGEST + " bytes");
        }
        if (inflated > RATIO * Math.max(1, read)) {
            throw new ImageFormatException("the deflated data set inflates more than " + RATIO + " to 1 beyond "
                    + (IN_MEMORY >> 20) + " MiB: a deflate bomb, not an image");
        }
    }
}
