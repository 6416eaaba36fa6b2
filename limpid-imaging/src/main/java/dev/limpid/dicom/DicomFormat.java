package dev.limpid.dicom;

import dev.limpid.image.ImageFormat;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * DICOM Part 10 files of greyscale images, single and multi-frame, classic and enhanced.
 *
 * <p>Transfer syntaxes: implicit and explicit little endian, explicit big endian, deflated, and those compressed ones
 * that {@link dev.limpid.dicom.codec.FrameDecoders} knows. Colour, objects without pixels and other transfer syntaxes
 * are refused by name.
 *
 * <p>Example: {@code try (DicomImage image = new DicomFormat().open(file)) { Slice slice = image.frame(0); }}
 */
public final class DicomFormat implements ImageFormat {
    @Override
    public String name() {
        return "DICOM";
    }

    @Override
    public boolean recognises(Path file, byte[] head) {
        boolean prefix =
                head.length >= 132 && head[128] == 'D' && head[129] == 'I' && head[130] == 'C' && head[131] == 'M';
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return prefix || name.endsWith(".dcm") || name.endsWith(".dicom") || Part10.looksLikeElement(head);
    }

    @Override
    public DicomImage open(Path file) throws IOException {
        return open(FileSource.of(file));
    }

    /** Opens bytes; the image closes them, and so does a failure. */
    static DicomImage open(ByteSource file) throws IOException {
        try {
            return DicomImage.of(file);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        } catch (OutOfMemoryError e) {
            file.close();
            throw new ImageFormatException("the header alone does not fit into memory: give Java more (-Xmx)", e);
        }
    }
}
