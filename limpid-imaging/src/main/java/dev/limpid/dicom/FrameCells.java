package dev.limpid.dicom;

import dev.limpid.dicom.codec.FrameDecoders;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.util.Optional;

/** The pixel data of an object (PS3.3 section C.7.6.3, PS3.5 section 8), decoded frame by frame; the last one is kept. */
final class FrameCells {
    private final PixelLayout layout;
    private final Frames frames;
    private int keptFrame = -1;
    private int[] kept = new int[0];

    private FrameCells(PixelLayout layout, Frames frames) {
        this.layout = layout;
        this.frames = frames;
    }

    /** @throws ImageFormatException if an object holds no greyscale pixels, or some that cannot be decoded */
    static FrameCells of(Part10 parts) throws IOException {
        Element pixels = pixelData(parts);
        PixelLayout layout = PixelLayout.of(parts.dataset());
        return new FrameCells(layout, decoded(parts, pixels, layout));
    }

    PixelLayout layout() {
        return layout;
    }

    /** By which method a frame was compressed with loss, as its codestream says. */
    Optional<String> lossyMethod() throws IOException {
        return frames.lossyMethod();
    }

    /**
     * The cells of a frame, row-major; they must not be changed.
     *
     * @throws ImageFormatException if they cannot be decoded
     * @throws IndexOutOfBoundsException if there is no such frame
     */
    int[] cells(int index) throws IOException {
        if (index < 0 || index >= layout.frames()) {
            throw new IndexOutOfBoundsException("frame " + index + " of " + layout.frames());
        }
        if (keptFrame != index) {
            kept = new int[0];
            keptFrame = -1;
            try {
                kept = frames.cells(index);
            } catch (ImageFormatException e) {
                throw layout.frames() == 1
                        ? e
                        : new ImageFormatException("frame " + (index + 1) + ": " + e.getMessage(), e);
            }
            keptFrame = index;
        }
        return kept;
    }

    /** Gives the kept frame's memory back. */
    void forget() {
        kept = new int[0];
        keptFrame = -1;
    }

    private static Element pixelData(Part10 parts) throws IOException {
        Dataset header = parts.dataset();
        if (header.has(Tag.DIRECTORY_RECORD_SEQUENCE)) {
            throw new ImageFormatException("a DICOMDIR lists files and holds no image: give the files it lists");
        }
        String modality = header.text(Tag.MODALITY).orElse("");
        Optional<Element> pixels = header.get(Tag.PIXEL_DATA);
        if (pixels.isPresent()) {
            return pixels.get();
        }
        if (header.has(Tag.FLOAT_PIXEL_DATA) || header.has(Tag.DOUBLE_FLOAT_PIXEL_DATA)) {
            throw new ImageFormatException(
                    "Float and Double Float Pixel Data (7FE0,0008), (7FE0,0009) are not supported");
        }
        throw new ImageFormatException("no Pixel Data (7FE0,0010): the object holds no image (modality "
                + Dataset.printable(modality.isEmpty() ? "not given" : modality) + ")");
    }

    private static Frames decoded(Part10 parts, Element pixels, PixelLayout layout) throws IOException {
        boolean encapsulated = parts.syntax().encapsulated();
        if (encapsulated && pixels.value() instanceof Element.Fragments fragments) {
            String uid = parts.syntax().uid();
            return new EncapsulatedFrames(
                    parts.dataset(),
                    fragments,
                    layout,
                    FrameDecoders.forTransferSyntax(uid)
                            .orElseThrow(
                                    () -> new ImageFormatException("transfer syntax " + uid + " is not supported")));
        }
        if (!encapsulated && pixels.value() instanceof Element.Raw raw) {
            return new NativeFrames(pixels, raw, layout);
        }
        throw new ImageFormatException("Pixel Data (7FE0,0010) is not " + (encapsulated ? "compressed" : "uncompressed")
                + ", as the transfer syntax says it is");
    }

    /**
     * Cells, plane and result of a frame must fit together.
     *
     * @throws ImageFormatException if they do not fit into Java's memory
     */
    void requireMemory() throws ImageFormatException {
        long needed = layout.pixels() * 12;
        long have = Runtime.getRuntime().maxMemory();
        if (layout.pixels() > Integer.MAX_VALUE - 8 || needed > have / 10 * 9) {
            throw new ImageFormatException(
                    "a frame of " + layout.rows() + " x " + layout.columns() + " pixels needs about " + (needed >> 20)
                            + " MiB of memory, but Java may use " + (have >> 20) + ": give it more (-Xmx)");
        }
    }
}
