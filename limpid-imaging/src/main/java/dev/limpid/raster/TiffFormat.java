package dev.limpid.raster;

import dev.limpid.image.ImageFormat;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.Modality;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * TIFF 6.0 (and Adobe's Technical Notes): one grey sample per pixel of 1, 8, 16 or 32 bits, signed or not, or of 32 or
 * 64 bits floating point, in strips or tiles, uncompressed or by LZW, Deflate or PackBits, with any predictor; every
 * page is a frame, reduced copies of pages are left out.
 *
 * <p>Samples are taken as stored, also where white is zero. Refused by name: colour, palettes, alpha, CCITT, JPEG and
 * newer compressions, BigTIFF.
 *
 * <p>The reader is our own: the JDK's has no predictor for 16-bit samples or for floats, inverts pictures in which
 * white is zero and takes signed bytes for unsigned ones.
 */
public final class TiffFormat implements ImageFormat {
    private final Modality modality;

    /** For pictures of unknown modality. */
    public TiffFormat() {
        this(Modality.OTHER);
    }

    /** For pictures that are known to be of one modality. */
    public TiffFormat(Modality modality) {
        this.modality = modality;
    }

    @Override
    public StoredImage open(Path file, Modality said) throws IOException {
        return new TiffFormat(said).open(file);
    }

    @Override
    public String name() {
        return "TIFF";
    }

    @Override
    public boolean recognises(Path file, byte[] head) {
        boolean little = head.length >= 4 && head[0] == 'I' && head[1] == 'I' && head[3] == 0;
        boolean big = head.length >= 4 && head[0] == 'M' && head[1] == 'M' && head[2] == 0;
        int version = little ? head[2] : big ? head[3] : 0;
        return version == 42 || version == 43 || Extensions.has(file, ".tif", ".tiff");
    }

    @Override
    public StoredImage open(Path file) throws IOException {
        TiffBytes bytes = new TiffBytes(file);
        try {
            return new TiffImage(bytes, TiffPage.all(bytes), modality);
        } catch (IOException e) {
            bytes.close();
            throw e;
        } catch (IllegalArgumentException e) {
            bytes.close();
            throw new ImageFormatException("the TIFF is damaged: " + e.getMessage(), e);
        }
    }
}
