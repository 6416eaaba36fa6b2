package dev.limpid.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Leaves a derived copy of every fixture that can be read in {@code target/derived}, pixels unchanged but for the
 * first of each frame, for {@code scripts/fixtures/check_formats.py}: there nibabel, Pillow, tifffile and GDAL read
 * them.
 */
class DerivedFilesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/formats");
    private static final Path DERIVED = Path.of("target/derived");
    private static final Derivation HOW =
            new Derivation("median", "0.1.0", "radius=1", "Median filtered for a test", "radius=1");

    @Test
    void everyReadableFixtureCanBeDerived() throws IOException {
        Files.createDirectories(DERIVED);
        int derived = 0;
        try (Stream<Path> files = Files.list(FIXTURES)) {
            List<Path> sources = files.sorted().toList();
            for (Path source : sources) {
                Path target = DERIVED.resolve(source.getFileName());
                Files.deleteIfExists(target);
                try (StoredImage image = ImageFormats.open(source)) {
                    image.writeDerived(target, frame -> withFirstPixel(image.frame(frame), 1), HOW);
                    derived++;
                } catch (ImageFormatException e) {
                    Files.deleteIfExists(target);
                }
            }
        }
        assertThat(derived).isGreaterThan(100);
    }

    private static Slice withFirstPixel(Slice slice, float value) {
        float[] pixels = slice.toArray();
        pixels[0] = value;
        return slice.withPixels(pixels);
    }
}
