package dev.limpid.dicom.codec;

import dev.limpid.image.ImageFormatException;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * JPEG 2000 Part 1, ITU-T T.800, of one component: both wavelets, all progressions, all code-block styles, tiles,
 * layers, regions of interest; a bare codestream or one in a JP2 file.
 *
 * <p>Missing packets are an error, not a blurred image. Packed packet headers, colour and Part 15 are refused by name.
 */
final class Jpeg2000Decoder implements FrameDecoder {
    /** Peak memory for a sample: bands, a second plane for the wavelet, and the result. */
    private static final int BYTES_PER_SAMPLE = 12;

    @Override
    public int[] decode(byte[] data, FrameLayout layout) throws ImageFormatException {
        layout.samples(BYTES_PER_SAMPLE);
        J2kCodestream stream = J2kCodestream.read(data, Jp2Boxes.codestream(data), layout);
        J2kImage image = stream.image();
        int[] samples = new int[layout.rows() * layout.columns()];
        J2kBlockDecoder blocks = new J2kBlockDecoder();
        for (var entry : stream.tiles().entrySet()) {
            J2kArea area = image.tile(entry.getKey());
            if (!area.isEmpty()) {
                J2kCodestream.Tile coded = entry.getValue();
                IntUnaryOperator tile = decodeTile(image, area, coded, blocks);
                place(tile, area, image, layout, samples);
            }
        }
        return samples;
    }

    /**
     * The irreversible wavelet loses, and so does a code-block whose last bit planes were left out. A block left out whole
     * cannot be told from an empty one.
     */
    @Override
    public Optional<String> lossyMethod(byte[] frame, FrameLayout layout) {
        try {
            J2kCodestream stream = J2kCodestream.read(frame, Jp2Boxes.codestream(frame), layout);
            for (var entry : stream.tiles().entrySet()) {
                J2kArea area = stream.image().tile(entry.getKey());
                if (!area.isEmpty() && loses(stream.image(), area, entry.getValue())) {
                    return Optional.of("ISO_15444_1");
                }
            }
            return Optional.empty();
        } catch (ImageFormatException e) {
            return Optional.empty();
        }
    }

    /** Reads the packets' headers only, which say how many coding passes each block has. */
    private static boolean loses(J2kImage image, J2kArea area, J2kCodestream.Tile coded) throws ImageFormatException {
        if (!coded.header().coding().reversible) {
            return true;
        }
        byte[] packets = coded.packets().toByteArray();
        J2kTile tile = new J2kTile(image, area, coded.header(), packets.length);
        new J2kPackets(tile, packets).read(coded.header().progressions());
        return tile.precincts.stream()
                .flatMap(precinct -> precinct.parts.stream())
                .anyMatch(part -> part.blocks().stream()
                        .anyMatch(block -> block.segments() > 0
                                && block.passes() < 3 * (part.band().planes() - block.missingPlanes) - 2));
    }

    /** The tile's samples by row-major index, before the level shift. */
    private static IntUnaryOperator decodeTile(
            J2kImage image, J2kArea area, J2kCodestream.Tile coded, J2kBlockDecoder blocks)
            throws ImageFormatException {
        byte[] packets = coded.packets().toByteArray();
        J2kTile tile = new J2kTile(image, area, coded.header(), packets.length);
        new J2kPackets(tile, packets).read(coded.header().progressions());
        int size = area.width() * area.height();
        int shift = coded.header().regionShift();
        if (tile.coding.reversible) {
            int[] plane = new int[size];
            decodeBlocks(tile, blocks, shift, (at, value, band) -> plane[at] = value / 2);
            Wavelet53.inverse(plane, tile.resolutions);
            return i -> plane[i];
        }
        float[] plane = new float[size];
        decodeBlocks(tile, blocks, shift, (at, value, band) -> plane[at] = value * (0.5f * (float) band.step()));
        Wavelet97.inverse(plane, tile.resolutions);
        return i -> (int) Math.rint(plane[i]);
    }

    private interface Coefficients {
        void set(int at, int doubled, J2kBand band);
    }

    private static void decodeBlocks(J2kTile tile, J2kBlockDecoder decoder, int regionShift, Coefficients plane)
            throws ImageFormatException {
        int stride = tile.area.width();
        for (J2kPrecinct precinct : tile.precincts) {
            for (J2kPrecinct.Part part : precinct.parts) {
                J2kBand band = part.band();
                for (J2kBlock block : part.blocks()) {
                    if (block.segments() == 0) {
                        continue;
                    }
                    int[] values = decoder.decode(block, band, tile.coding.style);
                    int left = band.left() + block.area.x0() - band.area().x0();
                    int top = band.top() + block.area.y0() - band.area().y0();
                    int width = block.area.width();
                    for (int y = 0; y < block.area.height(); y++) {
                        for (int x = 0; x < width; x++) {
                            int value = lowered(values[y * width + x], regionShift);
                            plane.set((top + y) * stride + left + x, value, band);
                        }
                    }
                }
            }
        }
    }

    /** Undoes the raising of a region of interest, H.1: what reaches above the background was raised. */
    private static int lowered(int doubled, int shift) {
        if (shift == 0) {
            return doubled;
        }
        int magnitude = Math.abs(doubled);
        if (shift < 30 && magnitude >= 2 << shift) {
            magnitude >>= shift;
        }
        return doubled < 0 ? -magnitude : magnitude;
    }

    /** Shifts to the samples' range (G.1), saturates, and copies a tile into the image. */
    private static void place(IntUnaryOperator tile, J2kArea area, J2kImage image, FrameLayout layout, int[] samples) {
        int half = 1 << (image.precision() - 1);
        int low = image.signed() ? -half : 0;
        int high = image.signed() ? half - 1 : 2 * half - 1;
        int shift = image.signed() ? 0 : half;
        int mask = layout.mask();
        int left = area.x0() - image.area().x0();
        int top = area.y0() - image.area().y0();
        int from = 0;
        for (int y = 0; y < area.height(); y++) {
            int to = (top + y) * layout.columns() + left;
            for (int x = 0; x < area.width(); x++) {
                int value = tile.applyAsInt(from++);
                // Saturating before the shift too: hostile data reach the ends of the int range.
                value = Math.max(-2 * half, Math.min(2 * half, value)) + shift;
                samples[to++] = Math.max(low, Math.min(high, value)) & mask;
            }
        }
    }
}
