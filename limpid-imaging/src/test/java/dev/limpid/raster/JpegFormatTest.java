package dev.limpid.raster;

import static dev.limpid.raster.Pictures.derive;
import static dev.limpid.raster.Pictures.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixtures come from scripts/fixtures/formats.py: Pillow (libjpeg) wrote and decoded them. */
class JpegFormatTest {
    @TempDir
    Path folder;

    @Nested
    class Reading {
        @ParameterizedTest
        @ValueSource(strings = {"grey", "progressive"})
        void givesWhatLibjpegDecodes(String name) throws IOException {
            try (StoredImage image = ImageFormats.open(fixture(name + ".jpg"))) {
                float[] expected = Pictures.npy(name + ".npy");
                assertThat(image.format()).isEqualTo("JPEG 8 bit");
                assertThat(image.range()).contains(new IntensityRange(0, 255));
                assertThat(image.frame(0).rows()).isEqualTo(48);
                assertThat(image.frame(0).toArray()).containsExactly(expected, within(1f));
            }
        }
    }

    @Nested
    class Refusing {
        @Test
        void namesColour() {
            assertThatThrownBy(() -> new JpegFormat().open(fixture("colour.jpg")))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("a colour JPEG");
        }

        @Test
        void namesEveryTruncation() throws IOException {
            byte[] whole = Files.readAllBytes(fixture("grey.jpg"));
            for (int length = 1; length < whole.length - 2; length++) {
                Path file = Files.write(folder.resolve("cut.jpg"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> {
                            try (StoredImage image = new JpegFormat().open(file)) {
                                image.frame(0);
                            }
                        })
                        .as("cut at %d", length)
                        .isInstanceOf(ImageFormatException.class);
            }
        }

        @Test
        void namesAHugeSizeWithTenBytesBehind() throws IOException {
            byte[] whole = Files.readAllBytes(fixture("grey.jpg"));
            int frame = new String(whole, StandardCharsets.ISO_8859_1).indexOf("\u00ff\u00c0");
            Arrays.fill(whole, frame + 5, frame + 9, (byte) 0xff);
            Path file = Files.write(folder.resolve("huge.jpg"), whole);
            assertThatThrownBy(() -> new JpegFormat().open(file)).hasMessageContaining("65535 x 65535");
        }
    }

    @Nested
    class Writing {
        @Test
        void comesBackWithinOneGreyLevel() throws IOException {
            Path target = folder.resolve("grey.jpg");
            try (StoredImage image = ImageFormats.open(fixture("grey.jpg"))) {
                derive(image, target, pixels -> {});
                try (StoredImage result = ImageFormats.open(target)) {
                    assertThat(result.frame(0).toArray())
                            .containsExactly(image.frame(0).toArray(), within(1f));
                }
            }
        }

        @Test
        void keepsResolutionAndCommentAndTellsTheDerivation() throws IOException {
            Path target = folder.resolve("grey.jpg");
            try (StoredImage image = ImageFormats.open(fixture("grey.jpg"))) {
                derive(image, target, pixels -> Arrays.fill(pixels, 300));
            }
            assertThat(Files.readString(target, StandardCharsets.ISO_8859_1))
                    .contains("JFIF\0\1\1\1\0\u00fe\0\u00fe", "from the source", "Median filtered for a test");
            try (StoredImage result = ImageFormats.open(target)) {
                assertThat(result.frame(0).toArray()).containsOnly(255);
            }
        }
    }
}
