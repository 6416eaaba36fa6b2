package dev.limpid.image;

import java.io.IOException;
import java.nio.file.Path;

/** A file format that Limpid reads and writes. */
public interface ImageFormat {
    /** The format's name, e.g. {@code DICOM}. */
    String name();

    /**
     * Whether a file looks like this format.
     *
     * @param file its path, for the extension
     * @param head its first bytes, at most 352, fewer when the file is shorter
     */
    boolean recognises(Path file, byte[] head);

    /**
     * Opens a file.
     *
     * @throws ImageFormatException if it is not an image that can be processed, saying why in one line
     */
    StoredImage open(Path file) throws IOException;

    /**
     * Opens a file of which the user says what it shows. Formats that say it themselves keep to that.
     *
     * @param said the modality; with {@link Modality#CT} the numbers of formats that can hold HU are taken as HU
     * @throws ImageFormatException as {@link #open(Path)} does
     */
    default StoredImage open(Path file, Modality said) throws IOException {
        return open(file);
    }
}
