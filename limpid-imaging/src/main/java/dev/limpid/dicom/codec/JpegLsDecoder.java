package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Arrays;
import java.util.Optional;

/**
 * JPEG-LS, ITU-T T.87: lossless and near-lossless, 2 to 16 bits, with preset parameters and restart intervals.
 *
 * <p>Mapping tables, point transforms and colour are refused by name.
 */
final class JpegLsDecoder implements FrameDecoder {
    private static final String CODEC = "JPEG-LS";
    /** The longest run that one bit can stand for. */
    private static final long LONGEST_RUN = 1 << 15;

    @Override
    public int[] decode(byte[] data, FrameLayout layout) throws ImageFormatException {
        layout.samples(Integer.BYTES);
        ByteCursor cursor = new ByteCursor(CODEC, data);
        cursor.startOfImage();
        Optional<JpegFrame> frame = Optional.empty();
        int[] preset = new int[5];
        long interval = 0;
        while (true) {
            int marker = cursor.nextMarker();
            switch (marker) {
                case 0xF7 -> {
                    JpegFrame header = JpegFrame.read(CODEC, marker, cursor.segment(), layout);
                    if (header.precision() < 2 || header.precision() > 16) {
                        throw new ImageFormatException(
                                "JPEG-LS has no samples of " + header.precision() + " bits, only 2 to 16");
                    }
                    frame = Optional.of(header);
                }
                case 0xF8 -> readPreset(cursor.segment(), preset);
                case 0xDD -> interval = readInterval(cursor.segment());
                case 0xDA -> {
                    JpegFrame header = frame.orElseThrow(
                            () -> new ImageFormatException("JPEG-LS scan comes before the frame header"));
                    int near = readScan(cursor.segment());
                    requirePlausible(data, layout);
                    JpegLsParameters parameters = JpegLsParameters.of(header.precision(), near, preset);
                    JpegLsBits bits = new JpegLsBits(data, cursor.position());
                    return decodeRows(parameters, bits, interval, layout);
                }
                case 0xD9 -> throw new ImageFormatException("JPEG-LS frame has no scan");
                case 0xC0, 0xC1, 0xC2, 0xC3 ->
                    throw new ImageFormatException("the frame is JPEG, but the transfer syntax says JPEG-LS");
                default -> cursor.segment();
            }
        }
    }

    /** Coding with a NEAR above 0 loses. */
    @Override
    public Optional<String> lossyMethod(byte[] frame, FrameLayout layout) {
        ByteCursor cursor = new ByteCursor(CODEC, frame);
        try {
            cursor.startOfImage();
            int marker = cursor.nextMarker();
            while (marker != 0xDA) {
                cursor.segment();
                marker = cursor.nextMarker();
            }
            return readScan(cursor.segment()) > 0 ? Optional.of("ISO_14495_1") : Optional.empty();
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }

    /** LSE, C.2.4.1. */
    private static void readPreset(ByteCursor segment, int[] preset) throws ImageFormatException {
        int kind = segment.u8();
        if (kind != 1) {
            throw new ImageFormatException(
                    kind == 2 || kind == 3
                            ? "JPEG-LS with a mapping table (palette) is not supported"
                            : "JPEG-LS preset parameters of kind " + kind + " are not supported");
        }
        for (int i = 0; i < preset.length; i++) {
            preset[i] = segment.u16();
        }
    }

    /** DRI, C.2.5: two to four bytes. */
    private static long readInterval(ByteCursor segment) throws ImageFormatException {
        long interval = 0;
        while (segment.remaining() > 0) {
            interval = interval << 8 | segment.u8();
            if (interval > 0xFFFFFFFFL) {
                throw new ImageFormatException("JPEG-LS restart interval is too large");
            }
        }
        return interval;
    }

    /** The scan header, C.2.3; returns NEAR. With one component its identifier says nothing. */
    private static int readScan(ByteCursor segment) throws ImageFormatException {
        int components = segment.u8();
        segment.u8();
        int mappingTable = segment.u8();
        int near = segment.u8();
        segment.u8(); // interleave mode: of no effect with one component
        int pointTransform = segment.u8() & 15;
        if (components != 1) {
            throw new ImageFormatException("JPEG-LS scan has " + components + " components, but its frame has 1");
        }
        if (mappingTable != 0) {
            throw new ImageFormatException("JPEG-LS with a mapping table (palette) is not supported");
        }
        if (pointTransform != 0) {
            throw new ImageFormatException("JPEG-LS with a point transform is not supported");
        }
        return near;
    }

    /** Every row takes at least a bit, and every longest run. */
    private static void requirePlausible(byte[] data, FrameLayout layout) throws ImageFormatException {
        long bits = 8L * data.length;
        if (layout.rows() > bits || (long) layout.rows() * layout.columns() > bits * LONGEST_RUN) {
            throw new ImageFormatException("JPEG-LS frame of " + data.length + " bytes cannot hold " + layout.rows()
                    + " x " + layout.columns() + " pixels");
        }
    }

    /** @param interval rows between restart markers, 0 for none; one row is the unit of a scan of one component */
    private static int[] decodeRows(JpegLsParameters parameters, JpegLsBits bits, long interval, FrameLayout layout)
            throws ImageFormatException {
        int columns = layout.columns();
        JpegLsScan scan = new JpegLsScan(parameters, bits);
        int[] samples = new int[layout.rows() * columns];
        int[] above = new int[columns + 2];
        int[] row = new int[columns + 2];
        for (int r = 0; r < layout.rows(); r++) {
            if (interval > 0 && r > 0 && r % interval == 0) {
                bits.restart((int) (r / interval - 1));
                scan.start();
                Arrays.fill(above, 0);
            }
            row[0] = above[1];
            above[columns + 1] = above[columns];
            scan.row(above, row);
            System.arraycopy(row, 1, samples, r * columns, columns);
            int[] next = above;
            above = row;
            row = next;
        }
        return samples;
    }
}
