package dev.limpid.bench;

import dev.limpid.batch.OutputRefusedException;
import dev.limpid.batch.Problem;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * A file of records that grows by whole lines and survives its process: each line is a checksum (CRC-32, 8 hexadecimal
 * digits), a key and a text, parted by {@code |}, and is forced to disk before the next begins. Opened again, a torn last
 * line is cut off, damaged lines are passed over, and the others count. Only keys and positions are held in memory. One process at a
 * time; one thread at a time.
 */
final class Journal implements Closeable {
    private static final char PART = '|';

    private final Path file;
    private final FileChannel channel;
    private final Map<String, Extent> index = new HashMap<>();
    private long end;

    /** Where a record's text lies. */
    private record Extent(long offset, int length) {}

    private Journal(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Opens or begins a journal.
     *
     * @param damaged hears how many lines were torn or damaged, if any were
     * @throws OutputRefusedException if another process has it open
     */
    static Journal open(Path file, Consumer<Integer> damaged) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        Journal journal = new Journal(file, channel);
        try {
            journal.lock();
            if (Files.isRegularFile(file)) {
                journal.recover(damaged);
            }
            return journal;
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private void recover(Consumer<Integer> damaged) throws IOException {
        int lost = scan();
        if (end < channel.size()) {
            lost++;
            channel.truncate(end);
        }
        if (lost > 0) {
            damaged.accept(lost);
        }
    }

    private void lock() throws IOException {
        boolean alone;
        try {
            alone = channel.tryLock() != null;
        } catch (OverlappingFileLockException here) {
            alone = false;
        } catch (IOException unsupported) {
            return; // Some network file systems have no locks.
        }
        if (!alone) {
            throw new OutputRefusedException(
                    "another bench is writing to " + Problem.show(file) + "; wait for it or choose another folder");
        }
    }

    private void remember(byte[] line, long offset) {
        String text = new String(line, StandardCharsets.UTF_8);
        int keyEnd = text.indexOf(PART, 9);
        String key = text.substring(9, keyEnd);
        int skipped = text.substring(0, keyEnd + 1).getBytes(StandardCharsets.UTF_8).length;
        index.put(key, new Extent(offset + skipped, line.length - skipped));
    }

    /** Whether there is a record of this key. */
    boolean has(String key) {
        return index.containsKey(clean(key));
    }

    int size() {
        return index.size();
    }

    /** The text of a record. */
    Optional<String> get(String key) throws IOException {
        Extent extent = index.get(clean(key));
        if (extent == null) {
            return Optional.empty();
        }
        ByteBuffer text = ByteBuffer.allocate(extent.length);
        while (text.hasRemaining()) {
            if (channel.read(text, extent.offset + text.position()) < 0) {
                throw new IOException(Problem.show(file) + " became shorter while it was in use");
            }
        }
        return Optional.of(new String(text.array(), StandardCharsets.UTF_8));
    }

    /** Adds a record, or replaces the one of this key; {@code text} is one line. */
    void put(String key, String text) throws IOException {
        byte[] body = (clean(key) + PART + text).getBytes(StandardCharsets.UTF_8);
        byte[] line = (checksum(body, 0) + PART + clean(key) + PART + text + '\n').getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(line);
        long at = end;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
        remember(Arrays.copyOf(line, line.length - 1), end);
        end = at;
    }

    /** Forgets every record. */
    void clear() throws IOException {
        channel.truncate(0);
        index.clear();
        end = 0;
    }

    /** Keys may hold what file names hold; the separator and line ends are not among what they need. */
    private static String clean(String key) {
        return key.replace(PART, '/').replaceAll("\\R", " ");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static String checksum(byte[] bytes, int from) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, from, bytes.length - from);
        return String.format("%08x", checksum.getValue());
    }

    private static boolean isWhole(byte[] line) {
        return line.length > 10
                && line[8] == PART
                && new String(line, 9, line.length - 9, StandardCharsets.UTF_8).indexOf(PART) > 0
                && checksum(line, 9).equals(new String(line, 0, 8, StandardCharsets.US_ASCII));
    }

    /** Remembers every whole line, and where the last one ended; returns how many ended and were damaged. */
    private int scan() throws IOException {
        int lost = 0;
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            for (int value = in.read(); value >= 0; value = in.read()) {
                if (value != '\n') {
                    line.write(value);
                    continue;
                }
                byte[] bytes = line.toByteArray();
                if (isWhole(bytes)) {
                    remember(bytes, end);
                } else {
                    lost++;
                }
                end += bytes.length + 1;
                line.reset();
            }
        }
        return lost;
    }
}
