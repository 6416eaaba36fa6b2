package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.PlaneBudget;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands before the first scan of a JPEG (ISO/IEC 10918-1, annex B).
 *
 * @param kept the application and comment segments, marker and length included, that a derived file takes over
 */
record JpegHeader(int rows, int columns, List<byte[]> kept) {
    private static final int START_OF_SCAN = 0xda;
    private static final int END = 0xd9;
    private static final int COMMENT = 0xfe;
    private static final int MOST_KEPT = 16 << 20;

    static JpegHeader read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (in.readUnsignedShort() != 0xffd8) {
                throw new ImageFormatException("not a JPEG: it does not start with FF D8");
            }
            return segments(in);
        } catch (EOFException e) {
            throw new ImageFormatException("the JPEG is cut short: it ends before its pixels", e);
        }
    }

    private static JpegHeader segments(DataInputStream in) throws IOException {
        List<byte[]> kept = new ArrayList<>();
        int keptBytes = 0;
        int rows = 0;
        int columns = 0;
        for (int marker = marker(in); marker != START_OF_SCAN; marker = marker(in)) {
            if (marker == END || marker == 0xd8 || marker < 0xc0) {
                throw new ImageFormatException(
                        "the JPEG is damaged: marker FF " + Integer.toHexString(marker) + " before the first scan");
            }
            int length = in.readUnsignedShort();
            byte[] body = length < 2 ? new byte[0] : in.readNBytes(length - 2);
            if (body.length != length - 2) {
                throw new EOFException();
            }
            if (isFrame(marker)) {
                checkFrame(marker, body);
                rows = (body[1] & 0xff) << 8 | (body[2] & 0xff);
                columns = (body[3] & 0xff) << 8 | (body[4] & 0xff);
                PlaneBudget.check("the JPEG header", rows, columns);
            } else if (isKept(marker, body)) {
                keptBytes += length + 2;
                if (keptBytes > MOST_KEPT) {
                    throw new ImageFormatException("the JPEG has more than 16 MB of metadata");
                }
                kept.add(segment(marker, body));
            }
        }
        if (rows == 0) {
            throw new ImageFormatException("the JPEG has no frame header before its first scan");
        }
        return new JpegHeader(rows, columns, List.copyOf(kept));
    }

    /** A segment with its marker and length. */
    static byte[] segment(int marker, byte[] body) {
        byte[] segment = new byte[body.length + 4];
        segment[0] = (byte) 0xff;
        segment[1] = (byte) marker;
        segment[2] = (byte) ((body.length + 2) >> 8);
        segment[3] = (byte) (body.length + 2);
        System.arraycopy(body, 0, segment, 4, body.length);
        return segment;
    }

    /** A comment segment (COM), cut at what one can hold. */
    static byte[] comment(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return segment(COMMENT, Arrays.copyOf(bytes, Math.min(bytes.length, 65_000)));
    }

    private static int marker(DataInputStream in) throws IOException {
        if (in.readUnsignedByte() != 0xff) {
            throw new ImageFormatException("the JPEG is damaged: no marker where a segment should start");
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /** Application and comment segments, but for the multi-picture index, which holds positions in the file. */
    private static boolean isKept(int marker, byte[] body) {
        boolean multiPicture = marker == 0xe2 && body.length > 3 && body[0] == 'M' && body[1] == 'P' && body[2] == 'F';
        return marker == COMMENT || (marker >= 0xe0 && marker <= 0xef && !multiPicture);
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static void checkFrame(int marker, byte[] body) throws ImageFormatException {
        if (marker > 0xc2) {
            String process = marker == 0xc3 ? "lossless" : marker < 0xc8 ? "hierarchical" : "arithmetic coding";
            throw new ImageFormatException("a JPEG of a process that is not supported (SOF" + (marker - 0xc0) + ", "
                    + process + "): convert it first");
        }
        if (body.length < 9) {
            throw new ImageFormatException("the JPEG is damaged: its frame header is too short");
        }
        if (body[0] != 8) {
            throw new ImageFormatException("a JPEG of " + body[0] + " bits; Limpid reads 8 bits: convert it first");
        }
        if (body[5] != 1) {
            throw new ImageFormatException("a colour JPEG (" + body[5]
                    + " components); Limpid reads greyscale only: convert it to grey first");
        }
    }
}
