package dev.limpid.raster;

import dev.limpid.image.ImageFormat;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Portable Network Graphics (ISO/IEC 15948): grey of 1, 2, 4, 8 or 16 bits, with or without alpha, interlaced or not.
 *
 * <p>Samples are taken as stored: gamma, profile and chromaticity chunks are kept for the derived file and not applied.
 * Colour, palettes (grey ones too) and animations are refused.
 */
public final class PngFormat implements ImageFormat {
    static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private final Modality modality;

    /** For pictures of unknown modality. */
    public PngFormat() {
        this(Modality.OTHER);
    }

    /** For pictures that are known to be of one modality, e.g. a folder of radiographs. */
    public PngFormat(Modality modality) {
        this.modality = modality;
    }

    @Override
    public StoredImage open(Path file, Modality said) throws IOException {
        return new PngFormat(said).open(file);
    }

    @Override
    public String name() {
        return "PNG";
    }

    @Override
    public boolean recognises(Path file, byte[] head) {
        boolean signed = head.length >= SIGNATURE.length
                && Arrays.equals(head, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
        return signed || Extensions.has(file, ".png");
    }

    /** {@inheritDoc} The whole file is read once to check its checksums. */
    @Override
    public StoredImage open(Path file) throws IOException {
        return new PngImage(file, PngHeader.read(file), modality);
    }
}
