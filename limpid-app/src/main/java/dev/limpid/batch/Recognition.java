package dev.limpid.batch;

import dev.limpid.image.ImageFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Tells a broken image, which is a failure, from a file that never was one, which is passed over in a folder. */
public final class Recognition {
    /** As much as {@link ImageFormat#recognises} may look at. */
    private static final int HEAD = 352;

    /** A name without an extension: only the content speaks. */
    private static final Path UNNAMED = Path.of("unnamed");

    /** DICOM's preamble, which is zeros as a rule, and the four letters behind it (PS3.10 section 7.1). */
    private static final int PREAMBLE = 132;

    private Recognition() {}

    /** Nothing, or no more than zeros: what a broken copy leaves of a DICOM file, which often has no extension. */
    private static boolean isTornOff(byte[] head) {
        if (head.length > PREAMBLE) {
            return false;
        }
        for (byte value : head) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether neither the name nor the first bytes of a readable file promise an image. */
    public static boolean isForeign(Path file) {
        if (FileNames.promisesImage(file)) {
            return false;
        }
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        } catch (IOException unreadable) {
            return false;
        }
        if (isTornOff(head)) {
            return false;
        }
        return ServiceLoader.load(ImageFormat.class).stream()
                .map(ServiceLoader.Provider::get)
                .noneMatch(format -> format.recognises(UNNAMED, head));
    }
}
