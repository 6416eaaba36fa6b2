package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.ResultPixels;
import dev.limpid.image.Slice;
import java.awt.image.Raster;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes a source PNG again with other pixels: same depth, same ancillary chunks byte for byte, plus Software (tEXt)
 * and Description (iTXt) that tell the derivation. Not interlaced, rows filtered by difference to the row above.
 *
 * <p>The chunks are put together here because the JDK's writer would rebuild them through its own metadata model.
 */
final class PngWriter {
    private static final int FILTER_UP = 2;

    private final Path source;
    private final PngHeader header;
    private final Derivation how;

    PngWriter(Path source, PngHeader header, Derivation how) {
        this.source = source;
        this.header = header;
        this.how = how;
    }

    /** Writes {@code plane}, with the alpha samples of {@code alpha}'s band 1 where there are any. */
    void write(Path target, Slice plane, Optional<Raster> alpha) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(source.toFile(), "r");
                OutputStream file = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file, 1 << 16))) {
            out.write(PngFormat.SIGNATURE);
            chunk(out, "IHDR", ihdr());
            copyExtras(in, out, false);
            chunk(out, "tEXt", ("Software\0" + Notes.software(how)).getBytes(StandardCharsets.ISO_8859_1));
            chunk(out, "iTXt", ("Description\0\0\0\0\0" + Notes.description(how)).getBytes(StandardCharsets.UTF_8));
            writePixels(out, plane, alpha);
            copyExtras(in, out, true);
            chunk(out, "IEND", new byte[0]);
        }
    }

    private byte[] ihdr() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(header.columns());
        data.writeInt(header.rows());
        data.write(header.bits());
        data.write(header.alpha() ? 4 : 0);
        data.write(new byte[3]);
        return bytes.toByteArray();
    }

    private void copyExtras(RandomAccessFile in, DataOutputStream out, boolean afterPixels) throws IOException {
        for (PngHeader.Extra extra : header.extras()) {
            if (extra.afterPixels() == afterPixels) {
                copy(in, out, extra.offset() - 8, extra.length() + 12L);
            }
        }
    }

    /** Copies a whole chunk, from its length to its checksum. */
    private static void copy(RandomAccessFile in, DataOutputStream out, long from, long count) throws IOException {
        byte[] buffer = new byte[(int) Math.min(count, 1 << 16)];
        in.seek(from);
        for (long left = count; left > 0; ) {
            int part = (int) Math.min(left, buffer.length);
            in.readFully(buffer, 0, part);
            out.write(buffer, 0, part);
            left -= part;
        }
    }

    private void writePixels(DataOutputStream out, Slice plane, Optional<Raster> alpha) throws IOException {
        int samples = alpha.isPresent() ? 2 : 1;
        int columns = plane.columns();
        byte[] above = new byte[(int) (((long) columns * samples * header.bits() + 7) / 8)];
        byte[] row = new byte[above.length];
        byte[] filtered = new byte[above.length];
        float[] pixels = new float[columns];
        int[] alphas = new int[columns];
        Deflater deflater = new Deflater(6);
        try (OutputStream idat = new DeflaterOutputStream(new IdatStream(out), deflater, 1 << 16)) {
            for (int y = 0; y < plane.rows(); y++) {
                plane.copyRow(y, 0, columns, pixels, 0);
                if (alpha.isPresent()) {
                    alpha.get().getSamples(0, y, columns, 1, 1, alphas);
                }
                pack(pixels, alphas, samples, row);
                for (int i = 0; i < row.length; i++) {
                    filtered[i] = (byte) (row[i] - above[i]);
                }
                idat.write(FILTER_UP);
                idat.write(filtered);
                byte[] spare = above;
                above = row;
                row = spare;
            }
        } finally {
            deflater.end();
        }
    }

    /** Rounds, saturates and packs one row, most significant bit first. */
    private void pack(float[] pixels, int[] alphas, int samples, byte[] row) {
        int bits = header.bits();
        long most = (1L << bits) - 1;
        int at = 0;
        int pending = 0;
        int held = 0;
        for (int x = 0; x < pixels.length; x++) {
            for (int s = 0; s < samples; s++) {
                int value = s == 0 ? (int) ResultPixels.stored(pixels[x], 0, most) : alphas[x];
                if (bits == 16) {
                    row[at++] = (byte) (value >> 8);
                    row[at++] = (byte) value;
                } else {
                    pending = pending << bits | value;
                    held += bits;
                    if (held == 8) {
                        row[at++] = (byte) pending;
                        pending = 0;
                        held = 0;
                    }
                }
            }
        }
        if (held > 0) {
            row[at] = (byte) (pending << (8 - held));
        }
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        chunk(out, type, data, 0, data.length);
    }

    private static void chunk(DataOutputStream out, String type, byte[] data, int from, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, from, length);
        out.writeInt(length);
        out.write(name);
        out.write(data, from, length);
        out.writeInt((int) crc.getValue());
    }

    /** Turns what the deflater writes into IDAT chunks. */
    private static final class IdatStream extends OutputStream {
        private final DataOutputStream out;

        IdatStream(DataOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int from, int length) throws IOException {
            chunk(out, "IDAT", data, from, length);
        }
    }
}
