package dev.limpid.raster;

import dev.limpid.image.ImageFormat;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JPEG (ISO/IEC 10918-1): 8-bit grey, baseline, extended or progressive with Huffman coding.
 *
 * <p>A result keeps its source's format, so it is written as JPEG again, at the best quality there is (every
 * quantisation step 1). That still is a lossy step: untouched pixels come back within about one grey level, not bit for
 * bit. Who needs exact pixels converts to PNG first.
 */
public final class JpegFormat implements ImageFormat {
    private final Modality modality;

    /** For pictures of unknown modality. */
    public JpegFormat() {
        this(Modality.OTHER);
    }

    /** For pictures that are known to be of one modality. */
    public JpegFormat(Modality modality) {
        this.modality = modality;
    }

    @Override
    public StoredImage open(Path file, Modality said) throws IOException {
        return new JpegFormat(said).open(file);
    }

    @Override
    public String name() {
        return "JPEG";
    }

    @Override
    public boolean recognises(Path file, byte[] head) {
        boolean start = head.length >= 3 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff;
        return start || Extensions.has(file, ".jpg", ".jpeg");
    }

    @Override
    public StoredImage open(Path file) throws IOException {
        return new JpegImage(file, JpegHeader.read(file), modality);
    }
}
