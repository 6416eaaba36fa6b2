package dev.limpid.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * Opens image files of every format on the class path; formats register as {@link ServiceLoader} providers of
 * {@link ImageFormat}.
 *
 * <p>The content decides before the name does: a PNG called {@code x.dcm} is opened as PNG, and only a file that no
 * format knows by its first bytes goes to the format that claims its extension. Safe for any number of threads.
 */
public final class ImageFormats {
    /** Enough for the NIfTI header and for the DICOM preamble. */
    private static final int HEAD = 352;

    private static final Path UNNAMED = Path.of("unnamed");

    private ImageFormats() {}

    /**
     * Opens an image file; the caller closes what it gets.
     *
     * @throws ImageFormatException if the file is missing, a folder, empty, unreadable, of no known format, or not an
     *     image that can be processed, saying in one line which
     */
    public static StoredImage open(Path file) throws IOException {
        return open(file, Modality.OTHER);
    }

    /**
     * Opens an image file; {@code said} is its modality where the format does not say it (NIfTI, PNG, TIFF, JPEG).
     *
     * @throws ImageFormatException as {@link #open(Path)} does
     */
    public static StoredImage open(Path file, Modality said) throws IOException {
        byte[] head = head(file);
        List<ImageFormat> known = ServiceLoader.load(ImageFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        Optional<ImageFormat> format = first(known, UNNAMED, head).or(() -> first(known, file, head));
        if (format.isEmpty()) {
            throw new ImageFormatException(
                    "not an image Limpid reads (DICOM, NIfTI-1, PNG, TIFF, JPEG): starts with " + describe(head));
        }
        return format.get().open(file, said);
    }

    private static Optional<ImageFormat> first(List<ImageFormat> formats, Path name, byte[] head) {
        return formats.stream().filter(format -> format.recognises(name, head)).findFirst();
    }

    private static byte[] head(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new ImageFormatException("a folder, not an image file");
        }
        if (!Files.exists(file)) {
            throw new ImageFormatException("no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new ImageFormatException("not a regular file (a pipe or a device)");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            if (head.length == 0) {
                throw new ImageFormatException("the file is empty (0 bytes)");
            }
            return head;
        } catch (AccessDeniedException e) {
            throw new ImageFormatException("the file cannot be read: permission denied", e);
        }
    }

    /** The first bytes as text where they are text, else in hexadecimal. */
    private static String describe(byte[] head) {
        int count = Math.min(head.length, 12);
        boolean text = true;
        StringBuilder asText = new StringBuilder();
        StringBuilder asHex = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int value = head[i] & 0xff;
            boolean space = value == '\n' || value == '\r' || value == '\t';
            text &= space || (value >= 32 && value < 127);
            asText.append(space ? ' ' : (char) value);
            asHex.append(String.format(i == 0 ? "%02X" : " %02X", value));
        }
        return text ? "the text \"" + asText + "\"" : "the bytes " + asHex;
    }
}
