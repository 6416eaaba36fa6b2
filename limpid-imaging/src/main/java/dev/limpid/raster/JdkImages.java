package dev.limpid.raster;

import dev.limpid.image.ImageFormatException;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/**
 * The JDK's decoders behind one door: no disk cache, no colour conversion, and whatever they throw on a damaged file
 * becomes one line. Sizes must have been checked before.
 */
final class JdkImages {
    /** The JPEG decoder only warns of missing data, and fills up with grey; other warnings are about metadata. */
    private static final Pattern DAMAGE = Pattern.compile("(?i)premature|truncated|corrupt");

    private JdkImages() {}

    /** The stored samples of picture {@code index}. */
    static Raster read(Path file, String format, int index) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format);
        if (!readers.hasNext()) {
            throw new ImageFormatException("this Java has no decoder for " + format + " (module java.desktop)");
        }
        ImageReader reader = readers.next();
        // A stream of its own rather than ImageIO's: that one would copy the file to a temporary folder.
        try (FileImageInputStream in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, false, true);
            List<String> damage = new ArrayList<>();
            reader.addIIOReadWarningListener((source, warning) -> {
                if (DAMAGE.matcher(warning).find()) {
                    damage.add(warning);
                }
            });
            Raster raster = reader.canReadRaster()
                    ? reader.readRaster(index, reader.getDefaultReadParam())
                    : reader.read(index).getRaster();
            if (!damage.isEmpty()) {
                throw new ImageFormatException("the pixels cannot be decoded: " + damage.get(0));
            }
            return raster;
        } catch (ImageFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new ImageFormatException("the pixels cannot be decoded: " + oneLine(e), e);
        } finally {
            reader.dispose();
        }
    }

    private static String oneLine(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
