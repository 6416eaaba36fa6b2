package dev.limpid.raster;

import dev.limpid.image.Derivation;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The fixtures that scripts/fixtures/formats.py makes, and the pattern it puts into them. */
final class Pictures {
    static final int ROWS = 13;
    static final int COLUMNS = 19;
    static final Derivation HOW =
            new Derivation("median", "0.1.0", "radius=1", "Median filtered for a test, 3 × 3", "radius=1");

    private Pictures() {}

    static Path fixture(String name) {
        try {
            URL url = Objects.requireNonNull(Pictures.class.getResource("/formats/" + name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The script's pattern for {@code bits}-bit samples. */
    static float[] pattern(int bits) {
        float[] samples = new float[ROWS * COLUMNS];
        int step = bits <= 8 ? 1 : 251;
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                samples[y * COLUMNS + x] = (y * 37 + x * 11 + x * y) * step % (1 << bits);
            }
        }
        return samples;
    }

    /** The unsigned bytes of a .npy file (format 1.0) of type uint8. */
    static float[] npy(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(fixture(name));
        int start = 10 + ((bytes[8] & 0xff) | (bytes[9] & 0xff) << 8);
        float[] values = new float[bytes.length - start];
        for (int i = 0; i < values.length; i++) {
            values[i] = bytes[start + i] & 0xff;
        }
        return values;
    }

    /** Writes {@code image} with its own pixels, except those that {@code change} replaces. */
    static void derive(StoredImage image, Path target, Change change) throws IOException {
        image.writeDerived(
                target,
                index -> {
                    float[] pixels = image.frame(index).toArray();
                    change.apply(pixels);
                    return Slice.of(
                            image.frame(index).rows(), image.frame(index).columns(), pixels, Unit.ARBITRARY);
                },
                HOW);
    }

    /** Changes pixels in place. */
    interface Change {
        void apply(float[] pixels);
    }
}
