package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a TIFF page by page in strips, in the byte order of its source: the strips of a page first, then its directory
 * with the tags of the source's page.
 *
 * <p>Use: for each page {@link #page}, its rows, its end; then close.
 */
final class TiffWriter implements Closeable {
    private static final int STRIP_BYTES = 1 << 18;
    private static final int ASCII = 2;
    private static final int SHORT = 3;
    private static final int LONG = 4;

    /** What the tags of one page may take that are taken over. */
    private static final long MOST_TAG_BYTES = 16 << 20;

    private final FileChannel out;
    private final ByteOrder order;
    private final Derivation how;
    private long position = 8;

    /** Where the position of the next directory has to be written. */
    private long link = 4;

    TiffWriter(Path target, ByteOrder order, Derivation how) throws IOException {
        this.order = order;
        this.how = how;
        out = FileChannel.open(target, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        ByteBuffer header = buffer(8);
        header.putShort((short) (order == ByteOrder.BIG_ENDIAN ? 0x4d4d : 0x4949));
        header.putShort((short) 42);
        put(header.rewind(), 0);
    }

    /** Starts the next page, one like {@code source}. */
    Page page(TiffPage source) {
        return new Page(source);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The values of a tag, in the file's byte order. */
    private record Entry(int type, long count, ByteBuffer values) {}

    private Map<Integer, Entry> kept(TiffPage source) throws IOException {
        Map<Integer, Entry> entries = new TreeMap<>();
        TiffDirectory directory = source.directory();
        long total = 0;
        for (Map.Entry<Integer, TiffDirectory.Field> field : directory.fields().entrySet()) {
            long length = field.getValue().length();
            if (length > 0 && !TiffTag.NOT_KEPT.contains(field.getKey())) {
                total += length;
                if (total > MOST_TAG_BYTES) {
                    throw new ImageFormatException("the TIFF has more than 16 MB of tags on one page");
                }
                ByteBuffer values = directory.bytes().read(field.getValue().offset(), length);
                entries.put(
                        field.getKey(),
                        new Entry(field.getValue().type(), field.getValue().count(), values));
            }
        }
        return entries;
    }

    /** The source's description stays first; one in XML (OME) or JSON stays alone, because text behind it would break it. */
    private void addNotes(Map<Integer, Entry> entries, TiffPage source) throws IOException {
        String description = source.directory().text(TiffTag.IMAGE_DESCRIPTION, (int) MOST_TAG_BYTES);
        String software = source.directory().text(TiffTag.SOFTWARE, (int) MOST_TAG_BYTES);
        boolean alone = description.startsWith("<")
                || description.startsWith("{")
                || (description.isEmpty() && entries.containsKey(TiffTag.IMAGE_DESCRIPTION));
        String note = Notes.description(how);
        if (!alone) {
            entries.put(TiffTag.IMAGE_DESCRIPTION, ascii(description, "\n", note));
        }
        String name = alone ? Notes.software(how) + ": " + note : Notes.software(how);
        entries.put(TiffTag.SOFTWARE, ascii(software, "; ", name));
    }

    private void writeDirectory(Map<Integer, Entry> entries) throws IOException {
        ByteBuffer table = buffer(2 + 12 * entries.size() + 4);
        table.putShort((short) entries.size());
        for (Map.Entry<Integer, Entry> tag : entries.entrySet()) {
            Entry entry = tag.getValue();
            table.putShort(tag.getKey().shortValue());
            table.putShort((short) entry.type());
            table.putInt((int) entry.count());
            int length = entry.values().remaining();
            if (length <= 4) {
                table.put(entry.values()).position(table.position() + 4 - length);
            } else {
                table.putInt((int) position);
                append(entry.values());
            }
        }
        put(buffer(4).putInt((int) position).rewind(), link);
        link = position + table.capacity() - 4;
        append(table.rewind());
    }

    private Entry longs(List<Long> values) {
        ByteBuffer bytes = buffer(4 * values.size());
        values.forEach(value -> bytes.putInt(value.intValue()));
        return new Entry(LONG, values.size(), bytes.flip());
    }

    private Entry shorts(int value) {
        return new Entry(SHORT, 1, buffer(2).putShort((short) value).flip());
    }

    /** {@code note} behind the bytes of {@code before}, whatever their encoding is. */
    private static Entry ascii(String before, String between, String note) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes((before.isEmpty() ? "" : between).getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes((note + "\0").getBytes(StandardCharsets.UTF_8));
        return new Entry(ASCII, bytes.size(), ByteBuffer.wrap(bytes.toByteArray()));
    }

    private ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(order);
    }

    /** At the end of the file; what follows starts at an even byte. */
    private void append(ByteBuffer bytes) throws IOException {
        int length = bytes.remaining();
        put(bytes, position);
        position += length + (length & 1);
        if (position > 0xffffffffL) {
            throw new ImageFormatException("the result is larger than the 4 GB that a TIFF can hold");
        }
    }

    private void put(ByteBuffer bytes, long at) throws IOException {
        for (long to = at; bytes.hasRemaining(); ) {
            to += out.write(bytes, to);
        }
    }

    /** One page that is being written. */
    final class Page {
        private final TiffPage source;
        private final boolean compressed;
        private final int rowBytes;
        private final int rowsPerStrip;
        private final byte[] strip;
        private final List<Long> offsets = new ArrayList<>();
        private final List<Long> counts = new ArrayList<>();
        private int filled;

        private Page(TiffPage source) {
            this.source = source;
            this.compressed = source.compression() != TiffCompression.NONE;
            this.rowBytes = (int) source.sample().rowBytes(source.columns());
            this.rowsPerStrip = Math.max(1, Math.min(source.rows(), STRIP_BYTES / rowBytes));
            this.strip = new byte[rowsPerStrip * rowBytes];
        }

        /** Adds the row that starts at byte {@code from}. */
        void row(ByteBuffer rows, int from) throws IOException {
            rows.get(from, strip, filled, rowBytes);
            filled += rowBytes;
            if (filled == strip.length) {
                flush();
            }
        }

        /** Writes the directory behind the last row. */
        void end() throws IOException {
            if (filled > 0) {
                flush();
            }
            Map<Integer, Entry> entries = kept(source);
            entries.put(TiffTag.COMPRESSION, shorts(compressed ? 8 : 1));
            entries.put(TiffTag.ROWS_PER_STRIP, longs(List.of((long) rowsPerStrip)));
            entries.put(TiffTag.STRIP_OFFSETS, longs(offsets));
            entries.put(TiffTag.STRIP_BYTE_COUNTS, longs(counts));
            addNotes(entries, source);
            writeDirectory(entries);
        }

        private void flush() throws IOException {
            ByteBuffer data = compressed ? deflated() : ByteBuffer.wrap(strip, 0, filled);
            offsets.add(position);
            counts.add((long) data.remaining());
            append(data);
            filled = 0;
        }

        private ByteBuffer deflated() throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
                deflater.write(strip, 0, filled);
            }
            return ByteBuffer.wrap(packed.toByteArray());
        }
    }
}
