package dev.limpid.raster;

import static dev.limpid.raster.Pictures.COLUMNS;
import static dev.limpid.raster.Pictures.ROWS;
import static dev.limpid.raster.Pictures.derive;
import static dev.limpid.raster.Pictures.fixture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixtures come from scripts/fixtures/formats.py: tifffile, GDAL and Pillow wrote them. */
class TiffFormatTest {
    @TempDir
    Path folder;

    static Stream<String> everySample() {
        return Stream.of("u1", "i1", "u2", "i2", "u4", "i4", "f4", "f8")
                .flatMap(type -> Stream.of(type + "-little.tif", type + "-big.tif"));
    }

    static Stream<String> everyCompression() {
        return Stream.of("lzw", "deflate", "packbits")
                .flatMap(packing -> Stream.of("u1", "i2", "u4", "f4", "f8").map(type -> type + "-" + packing))
                .flatMap(name -> Stream.of(name + "-little", name + "-big"))
                .flatMap(name -> Stream.of(name + ".tif", name + "-tiles.tif"));
    }

    static Stream<String> all() {
        return Stream.concat(everySample(), everyCompression());
    }

    private static StoredImage open(Path file) throws IOException {
        return new TiffFormat().open(file);
    }

    /** The script's formula, by the type at the start of a fixture's name. */
    private static float[] number(String name, int page) {
        float[] samples = new float[ROWS * COLUMNS];
        for (int y = 0; y < ROWS; y++) {
            for (int x = 0; x < COLUMNS; x++) {
                int value = y * 371 + x * 11 + x * y + page * 5;
                samples[y * COLUMNS + x] = switch (name.substring(0, 2)) {
                    case "u1" -> value % 256;
                    case "u2", "u4" -> value * 9;
                    case "i1" -> value % 200 - 100;
                    case "i2", "i4" -> value - 3000;
                    default -> value / 8f - 300;
                };
            }
        }
        return samples;
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @MethodSource("dev.limpid.raster.TiffFormatTest#all")
        void givesTheSamplesOfEveryTypeOrderPackingAndPredictor(String name) throws IOException {
            try (StoredImage image = open(fixture(name))) {
                assertThat(image.frames()).isEqualTo(1);
                assertThat(image.frame(0).toArray()).isEqualTo(number(name, 0));
            }
        }

        @Test
        void knowsTheRangeOfUnsignedSamplesOnly() throws IOException {
            try (StoredImage eight = open(fixture("u1-big.tif"));
                    StoredImage sixteen = open(fixture("u2-big.tif"));
                    StoredImage signed = open(fixture("i2-big.tif"));
                    StoredImage real = open(fixture("f4-big.tif"))) {
                assertThat(eight.range()).contains(new IntensityRange(0, 255));
                assertThat(sixteen.range()).contains(new IntensityRange(0, 65535));
                assertThat(signed.range()).isEmpty();
                assertThat(real.range()).isEmpty();
            }
        }

        @Test
        void givesEveryPageWithItsResolution() throws IOException {
            try (StoredImage image = open(fixture("pages.tif"))) {
                assertThat(image.frames()).isEqualTo(3);
                for (int page : new int[] {2, 0, 1}) {
                    assertThat(image.frame(page).toArray()).isEqualTo(number("i2", page));
                }
                assertThat(image.frame(0).spacing().orElseThrow().columnMm()).isCloseTo(0.2, within(1e-9));
                assertThat(image.frame(0).spacing().orElseThrow().rowMm()).isCloseTo(0.25, within(1e-9));
            }
        }

        @Test
        void unpacksLzwPastTheFullTable() throws IOException {
            try (StoredImage image = open(fixture("lzw-long.tif"))) {
                assertThat(image.frame(0).toArray()).isEqualTo(Pictures.npy("lzw-long.npy"));
            }
        }

        @Test
        void doesNotInvertAPictureInWhichWhiteIsZero() throws IOException {
            try (StoredImage image = open(fixture("white.tif"))) {
                assertThat(image.frame(0).toArray()).isEqualTo(number("u1", 0));
            }
        }

        @Test
        void readsSingleBits() throws IOException {
            try (StoredImage image = open(fixture("bits.tif"))) {
                assertThat(image.frame(0).toArray()).isEqualTo(Pictures.pattern(1));
                assertThat(image.range()).contains(new IntensityRange(0, 1));
            }
        }

        @Test
        void isRecognisedByContentWhateverTheName() throws IOException {
            Path file = Files.copy(fixture("i2-big.tif"), folder.resolve("a.png"));
            try (StoredImage image = ImageFormats.open(file)) {
                assertThat(image.format()).isEqualTo("TIFF 16 bit signed");
            }
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource({
            "colour.tif, a colour TIFF",
            "palette.tif, a palette TIFF",
            "alpha.tif, 2 samples per pixel",
            "big.tif, BigTIFF",
            "zstd.tif, Zstandard",
            "jpeg.tif, (JPEG)",
            "fax.tif, CCITT"
        })
        void namesWhatItDoesNotRead(String name, String expected) {
            assertThatThrownBy(() -> open(fixture(name)))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(expected);
        }

        @Test
        void namesAnImageJStackWhoseImagesHaveNoPages() throws IOException {
            byte[] bytes = Files.readAllBytes(fixture("imagej.tif"));
            ByteBuffer tiff = ByteBuffer.wrap(bytes);
            tiff.order(bytes[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            tiff.putInt(directory + 2 + 12 * tiff.getShort(directory), 0);
            Path file = Files.write(folder.resolve("imagej.tif"), bytes);
            try (StoredImage whole = open(fixture("imagej.tif"))) {
                assertThat(whole.frames()).isEqualTo(3);
            }
            assertThatThrownBy(() -> open(file)).hasMessageContaining("ImageJ stack of 3 images");
        }

        @Test
        void namesThePixelThatIsInfinite() throws IOException {
            try (StoredImage image = open(fixture("infinite.tif"))) {
                assertThatThrownBy(() -> image.frame(0))
                        .isInstanceOf(ImageFormatException.class)
                        .hasMessageContaining("row 4, column 2 of frame 0 is Infinity");
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"u1-lzw-little.tif", "f4-deflate-big-tiles.tif", "i2-packbits-little.tif", "i2-little.tif"})
        void namesEveryTruncation(String name) throws IOException {
            byte[] whole = Files.readAllBytes(fixture(name));
            Path target = folder.resolve("derived.tif");
            for (int length = 1; length < whole.length; length++) {
                Path file = Files.write(folder.resolve("cut.tif"), Arrays.copyOf(whole, length));
                try (StoredImage image = open(file)) {
                    // What the cut took away can only have been behind everything that counts.
                    assertThat(image.frame(0).toArray()).isEqualTo(number(name, 0));
                    derive(image, target, pixels -> {});
                    Files.delete(target);
                } catch (ImageFormatException e) {
                    assertThat(e).hasMessageNotContaining("\n");
                }
            }
        }

        @Test
        void namesAHugeSizeWithNothingBehind() throws IOException {
            Path huge = edited(257, 65535, 256, 65535);
            assertThatThrownBy(() -> open(huge)).hasMessageContaining("65535 x 65535");
            Path large = edited(257, 4000, 256, 4000, 278, 4000);
            assertThatThrownBy(() -> open(large))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("cut short");
        }

        @Test
        void namesPagesThatRunInACircle() throws IOException {
            byte[] bytes = Files.readAllBytes(fixture("u1-little.tif"));
            ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory);
            tiff.putInt(directory + 2 + 12 * entries, directory);
            Path file = Files.write(folder.resolve("circle.tif"), bytes);
            assertThatThrownBy(() -> open(file)).hasMessageContaining("circle");
        }

        /** A fixture with other numbers for tags, given in turn. */
        private Path edited(int... tagsAndValues) throws IOException {
            byte[] bytes = Files.readAllBytes(fixture("u1-little.tif"));
            ByteBuffer tiff = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int directory = tiff.getInt(4);
            for (int i = 0; i < tiff.getShort(directory); i++) {
                int entry = directory + 2 + 12 * i;
                for (int t = 0; t < tagsAndValues.length; t += 2) {
                    if ((tiff.getShort(entry) & 0xffff) == tagsAndValues[t]) {
                        tiff.putShort(entry + 2, (short) 4).putInt(entry + 8, tagsAndValues[t + 1]);
                    }
                }
            }
            return Files.write(folder.resolve("edited.tif"), bytes);
        }
    }

    @Nested
    class Writing {
        @ParameterizedTest
        @MethodSource("dev.limpid.raster.TiffFormatTest#all")
        void keepsUntouchedSamplesAndTheirType(String name) throws IOException {
            Path target = folder.resolve(name);
            try (StoredImage image = open(fixture(name))) {
                derive(image, target, pixels -> pixels[7] = 21);
                try (StoredImage result = open(target)) {
                    float[] expected = number(name, 0);
                    expected[7] = 21;
                    assertThat(result.frame(0).toArray()).isEqualTo(expected);
                    assertThat(result.format()).isEqualTo(image.format());
                }
            }
        }

        @Test
        void keepsPagesResolutionAndDescription() throws IOException {
            Path target = folder.resolve("pages.tif");
            try (StoredImage image = open(fixture("pages.tif"))) {
                derive(image, target, pixels -> {});
                try (StoredImage result = open(target)) {
                    assertThat(result.frames()).isEqualTo(3);
                    for (int page = 0; page < 3; page++) {
                        assertThat(result.frame(page).toArray()).isEqualTo(number("i2", page));
                        assertThat(result.frame(page).spacing())
                                .isEqualTo(image.frame(page).spacing());
                    }
                }
            }
            assertThat(Files.readString(target, StandardCharsets.ISO_8859_1))
                    .contains("made for a test\nMedian filtered for a test", "Limpid 0.1.0");
        }

        @Test
        void keepsSingleBits() throws IOException {
            Path target = folder.resolve("bits.tif");
            float[] expected = Pictures.pattern(1);
            try (StoredImage image = open(fixture("bits.tif"))) {
                derive(image, target, pixels -> {
                    pixels[0] = 5;
                    pixels[1] = -5;
                });
            }
            expected[0] = 1;
            expected[1] = 0;
            try (StoredImage image = open(target)) {
                assertThat(image.frame(0).toArray()).isEqualTo(expected);
            }
        }

        @ParameterizedTest
        @CsvSource({
            "u1-big.tif, 0, 255",
            "i1-little.tif, -128, 127",
            "u2-little.tif, 0, 65535",
            "i2-big.tif, -32768, 32767",
            "u4-big.tif, 0, 4294967295",
            "i4-little.tif, -2147483648, 2147483647",
            "f4-little.tif, -3e38, 3e38"
        })
        void roundsAndSaturatesAndNeverWraps(String name, float least, float most) throws IOException {
            Path target = folder.resolve(name);
            try (StoredImage image = open(fixture(name))) {
                derive(image, target, pixels -> {
                    pixels[0] = -3e38f;
                    pixels[1] = 3e38f;
                });
            }
            try (StoredImage image = open(target)) {
                Slice slice = image.frame(0);
                assertThat(slice.at(0)).isEqualTo(least);
                assertThat(slice.at(1)).isEqualTo(most);
            }
        }

        @Test
        void givesTheSameBytesTwice() throws IOException {
            try (StoredImage image = open(fixture("f4-lzw-big-tiles.tif"))) {
                derive(image, folder.resolve("a.tif"), pixels -> {});
                derive(image, folder.resolve("b.tif"), pixels -> {});
            }
            assertThat(folder.resolve("a.tif")).hasSameBinaryContentAs(folder.resolve("b.tif"));
        }
    }
}
