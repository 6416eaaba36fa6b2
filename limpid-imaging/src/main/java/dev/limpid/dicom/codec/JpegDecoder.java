package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Optional;

/**
 * Huffman-coded JPEG, ITU-T T.81: baseline, extended sequential and progressive DCT of 8 or 12 bits, and lossless of 2
 * to 16 bits.
 *
 * <p>The codestream says which process it is, whatever the transfer syntax; arithmetic coding, hierarchical frames and
 * colour are refused by name.
 */
final class JpegDecoder implements FrameDecoder {
    private static final String CODEC = "JPEG";

    @Override
    public int[] decode(byte[] data, FrameLayout layout) throws ImageFormatException {
        layout.samples(Integer.BYTES);
        ByteCursor cursor = new ByteCursor(CODEC, data);
        cursor.startOfImage();
        JpegTables tables = new JpegTables();
        Optional<JpegFrame> frame = Optional.empty();
        Optional<ProgressiveDct> progressive = Optional.empty();
        while (true) {
            int marker = cursor.nextMarker();
            switch (marker) {
                case 0xC0, 0xC1, 0xC2, 0xC3 -> {
                    if (frame.isPresent()) {
                        throw new ImageFormatException("JPEG frame has two frame headers");
                    }
                    frame = Optional.of(checked(JpegFrame.read(CODEC, marker, cursor.segment(), layout)));
                }
                case 0xC4 -> tables.readHuffman(cursor.segment());
                case 0xDB -> tables.readQuantisation(cursor.segment());
                case 0xDD -> tables.readRestartInterval(cursor.segment());
                case 0xDA -> {
                    JpegFrame header = frame.orElseThrow(
                            () -> new ImageFormatException("JPEG scan comes before the frame header"));
                    JpegScan scan = JpegScan.read(cursor.segment());
                    JpegBits bits = new JpegBits(data, cursor.position());
                    if (header.lossless()) {
                        requirePlausible(data, layout, 8);
                        return mask(LosslessJpeg.decode(header, scan, tables, bits), layout);
                    }
                    requirePlausible(data, layout, 8 * 64);
                    if (!header.progressive()) {
                        return mask(SequentialDct.decode(header, scan, tables, bits), layout);
                    }
                    if (progressive.isEmpty()) {
                        layout.samples(Short.BYTES + Integer.BYTES);
                        progressive = Optional.of(new ProgressiveDct(header));
                    }
                    progressive.get().scan(scan, tables, bits);
                    cursor.moveTo(bits.endOfScan());
                }
                case 0xD9 -> {
                    if (progressive.isEmpty()) {
                        throw new ImageFormatException("JPEG frame has no scan");
                    }
                    return mask(progressive.get().samples(tables), layout);
                }
                case 0xC5, 0xC6, 0xC7, 0xDE, 0xDF ->
                    throw new ImageFormatException("hierarchical JPEG is not supported");
                case 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF ->
                    throw new ImageFormatException("JPEG with arithmetic coding is not supported");
                case 0xF7 -> throw new ImageFormatException("the frame is JPEG-LS, but the transfer syntax says JPEG");
                case 0x01, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xD8 -> {
                    // Markers without a body; out of place here, but harmless.
                }
                default -> cursor.segment();
            }
        }
    }

    /** The processes with a cosine transform lose, whatever their quantisation. */
    @Override
    public Optional<String> lossyMethod(byte[] frame, FrameLayout layout) {
        ByteCursor cursor = new ByteCursor(CODEC, frame);
        try {
            cursor.startOfImage();
            while (true) {
                int marker = cursor.nextMarker();
                if (marker == 0xC0 || marker == 0xC1 || marker == 0xC2) {
                    return Optional.of("ISO_10918_1");
                }
                if (marker == 0xC3 || marker == 0xDA || marker == 0xD9) {
                    return Optional.empty();
                }
                if (marker != 0x01 && (marker < 0xD0 || marker > 0xD8)) {
                    cursor.segment();
                }
            }
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }

    private static JpegFrame checked(JpegFrame frame) throws ImageFormatException {
        int precision = frame.precision();
        boolean possible = switch (frame.process()) {
            case 0xC0 -> precision == 8;
            case 0xC3 -> precision >= 2 && precision <= 16;
            default -> precision == 8 || precision == 12;
        };
        if (!possible) {
            throw new ImageFormatException(
                    "JPEG process " + (frame.process() - 0xC0) + " has no samples of " + precision + " bits");
        }
        return frame;
    }

    /** Every unit of the image takes at least a bit, so few bytes cannot be a large frame. */
    private static void requirePlausible(byte[] data, FrameLayout layout, int samplesPerByte)
            throws ImageFormatException {
        if ((long) (layout.rows() / 8) * (layout.columns() / 8) * 64 > (long) data.length * samplesPerByte) {
            throw new ImageFormatException("JPEG frame of " + data.length + " bytes cannot hold " + layout.rows()
                    + " x " + layout.columns() + " pixels");
        }
    }

    private static int[] mask(int[] samples, FrameLayout layout) {
        int mask = layout.mask();
        for (int i = 0; i < samples.length; i++) {
            samples[i] &= mask;
        }
        return samples;
    }
}
