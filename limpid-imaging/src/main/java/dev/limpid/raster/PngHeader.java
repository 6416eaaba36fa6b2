package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.PlaneBudget;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * What a PNG file says about its pixels, and where its chunks lie; made by one pass over the file that checks every
 * length and every checksum of a chunk that matters to the pixels.
 *
 * @param bits bits per sample: 1, 2, 4, 8 or 16
 * @param alpha whether every pixel has an alpha sample behind the grey one
 * @param spacing from pHYs, when its unit is the metre
 * @param extras the chunks besides IHDR, IDAT and IEND, in file order
 */
record PngHeader(int rows, int columns, int bits, boolean alpha, Optional<PixelSpacing> spacing, List<Extra> extras) {

    /**
     * An ancillary chunk of the source.
     *
     * @param offset of its data in the file
     * @param afterPixels whether it stands behind the pixel data
     */
    record Extra(String type, long offset, int length, boolean afterPixels) {}

    /** Deflate expands at most 1032-fold (a 258-byte match in 2 bits). */
    private static final long DEFLATE_RATIO = 1032;

    private static final int MOST_EXTRAS = 10_000;
    private static final int KEPT = 16;

    static PngHeader read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            return new Walk(in, Files.size(file)).header();
        } catch (EOFException e) {
            throw new ImageFormatException("the PNG is cut short: it ends inside a chunk", e);
        }
    }

    /** One pass over the chunks. */
    private static final class Walk {
        private final DataInputStream in;
        private final long size;
        private final List<Extra> extras = new ArrayList<>();
        private final byte[] buffer = new byte[1 << 16];
        private Optional<PixelSpacing> spacing = Optional.empty();
        private long position;
        private long pixelBytes;

        Walk(DataInputStream in, long size) {
            this.in = in;
            this.size = size;
        }

        PngHeader header() throws IOException {
            byte[] signature = in.readNBytes(PngFormat.SIGNATURE.length);
            if (!Arrays.equals(signature, PngFormat.SIGNATURE)) {
                throw new ImageFormatException("not a PNG: the signature is missing");
            }
            position = signature.length;
            ByteBuffer first = chunk("IHDR");
            if (first.remaining() != 13) {
                throw new ImageFormatException("the PNG header (IHDR) is not 13 bytes long");
            }
            long columns = first.getInt() & 0xffffffffL;
            long rows = first.getInt() & 0xffffffffL;
            int bits = first.get();
            boolean alpha = alpha(first.get());
            if (!(bits == 8 || bits == 16 || (!alpha && (bits == 1 || bits == 2 || bits == 4)))) {
                throw new ImageFormatException("the PNG header declares " + bits + " bits per sample");
            }
            PlaneBudget.check("the PNG header", rows, columns);
            walkToEnd();
            long needed = rows * ((columns * bits * (alpha ? 2 : 1) + 7) / 8);
            if (pixelBytes * DEFLATE_RATIO < needed) {
                throw new ImageFormatException("the PNG declares " + rows + " x " + columns + " pixels but holds only "
                        + pixelBytes + " bytes of compressed pixel data");
            }
            return new PngHeader((int) rows, (int) columns, bits, alpha, spacing, List.copyOf(extras));
        }

        private static boolean alpha(int colourType) throws ImageFormatException {
            return switch (colourType) {
                case 0 -> false;
                case 4 -> true;
                case 2, 6 ->
                    throw new ImageFormatException(
                            "a colour PNG; Limpid reads greyscale only: convert it to grey first");
                case 3 ->
                    throw new ImageFormatException(
                            "a palette PNG; Limpid reads greyscale only: convert it to grey first");
                default -> throw new ImageFormatException("the PNG header declares the colour type " + colourType);
            };
        }

        private void walkToEnd() throws IOException {
            while (true) {
                int length = in.readInt();
                String type = type();
                if (length < 0 || length > size - position - 12) {
                    throw new ImageFormatException("the PNG is cut short: chunk " + type + " at byte " + position
                            + " declares more bytes than follow");
                }
                long data = position + 8;
                ByteBuffer kept = body(type, length);
                switch (type) {
                    case "IEND" -> {
                        return;
                    }
                    case "IDAT" -> pixelBytes += length;
                    case "IHDR" -> throw new ImageFormatException("the PNG has two headers");
                    case "acTL", "fcTL", "fdAT" ->
                        throw new ImageFormatException("an animated PNG; Limpid reads still pictures only");
                    default -> extras.add(new Extra(type, data, length, pixelBytes > 0));
                }
                if (type.equals("pHYs") && length == 9) {
                    spacing = spacing(kept.getInt(), kept.getInt(), kept.get());
                }
                if (extras.size() > MOST_EXTRAS) {
                    throw new ImageFormatException("the PNG has more than " + MOST_EXTRAS + " ancillary chunks");
                }
            }
        }

        private ByteBuffer chunk(String expected) throws IOException {
            int length = in.readInt();
            String type = type();
            if (!type.equals(expected) || length < 0 || length > KEPT) {
                throw new ImageFormatException("the PNG does not begin with a header chunk (" + expected + ")");
            }
            return body(type, length);
        }

        private String type() throws IOException {
            byte[] type = in.readNBytes(4);
            if (type.length < 4) {
                throw new EOFException();
            }
            for (byte letter : type) {
                if (!((letter >= 'A' && letter <= 'Z') || (letter >= 'a' && letter <= 'z'))) {
                    throw new ImageFormatException("the PNG is damaged: no chunk type at byte " + (position + 4));
                }
            }
            return new String(type, StandardCharsets.US_ASCII);
        }

        /** Reads past a chunk's data and checksum; gives the first few bytes of the data. */
        private ByteBuffer body(String type, int length) throws IOException {
            CRC32 crc = new CRC32();
            crc.update(type.getBytes(StandardCharsets.US_ASCII));
            byte[] kept = new byte[Math.min(length, KEPT)];
            for (int done = 0; done < length; ) {
                int count = Math.min(buffer.length, length - done);
                in.readFully(buffer, 0, count);
                crc.update(buffer, 0, count);
                if (done == 0) {
                    System.arraycopy(buffer, 0, kept, 0, kept.length);
                }
                done += count;
            }
            boolean critical = Character.isUpperCase(type.charAt(0));
            if (in.readInt() != (int) crc.getValue() && critical) {
                throw new ImageFormatException(
                        "the PNG is damaged: the checksum of chunk " + type + " at byte " + position + " is wrong");
            }
            position += 12L + length;
            return ByteBuffer.wrap(kept);
        }

        private static Optional<PixelSpacing> spacing(int perMetreX, int perMetreY, int unit) {
            boolean metre = unit == 1 && perMetreX > 0 && perMetreY > 0;
            return metre ? Optional.of(new PixelSpacing(1000.0 / perMetreY, 1000.0 / perMetreX)) : Optional.empty();
        }
    }
}
