package dev.limpid.raster;

import static dev.limpid.raster.Pictures.COLUMNS;
import static dev.limpid.raster.Pictures.ROWS;
import static dev.limpid.raster.Pictures.derive;
import static dev.limpid.raster.Pictures.fixture;
import static dev.limpid.raster.Pictures.pattern;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngFormatTest {
    @TempDir
    Path folder;

    private static StoredImage open(Path file) throws IOException {
        return new PngFormat().open(file);
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @CsvSource({
            "grey1.png, 1",
            "grey2.png, 2",
            "grey4.png, 4",
            "grey8.png, 8",
            "grey16.png, 16",
            "interlaced.png, 16",
            "gamma.png, 16",
            "gamma8.png, 8",
            "alpha.png, 8",
            "transparent.png, 8"
        })
        void givesTheStoredSamples(String name, int bits) throws IOException {
            try (StoredImage image = open(fixture(name))) {
                Slice slice = image.frame(0);
                assertThat(slice.rows()).isEqualTo(ROWS);
                assertThat(slice.columns()).isEqualTo(COLUMNS);
                assertThat(slice.toArray()).isEqualTo(pattern(bits));
                assertThat(image.range()).contains(IntensityRange.ofBits(bits));
                assertThat(image.modality()).isEqualTo(Modality.OTHER);
                assertThat(image.frames()).isEqualTo(1);
            }
        }

        @Test
        void givesTheModalityItWasTold() throws IOException {
            try (StoredImage image = new PngFormat(Modality.XRAY).open(fixture("grey8.png"))) {
                assertThat(image.modality()).isEqualTo(Modality.XRAY);
            }
        }

        @Test
        void takesThePhysicalResolutionAsSpacing() throws IOException {
            try (StoredImage image = open(fixture("gamma.png"))) {
                assertThat(image.frame(0).spacing()).contains(new PixelSpacing(0.25, 0.2));
            }
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource({"colour.png, colour PNG", "palette.png, palette PNG", "animated.png, animated PNG"})
        void namesWhatIsNotOneGreyStillPicture(String name, String expected) {
            assertThatThrownBy(() -> open(fixture(name)))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(expected);
        }

        @Test
        void namesAHugeSizeWithTenBytesBehind() throws IOException {
            Path file = png(65535, 65535, 16, new byte[10]);
            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("65535 x 65535");
        }

        @Test
        void namesASizeThatThePixelBytesCannotHold() throws IOException {
            Path file = png(4096, 4096, 16, new byte[10]);
            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("holds only 10 bytes");
        }

        @Test
        void doesNotInflateABomb() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(9))) {
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 256; i++) {
                    out.write(zeros);
                }
            }
            Path file = png(16384, 16383, 8, bytes.toByteArray());
            assertThatThrownBy(() -> open(file))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("-Xmx");
        }

        @ParameterizedTest
        @ValueSource(strings = {"grey8.png", "grey16.png", "gamma.png"})
        void namesEveryTruncation(String name) throws IOException {
            byte[] whole = Files.readAllBytes(fixture(name));
            for (int length = 0; length < whole.length; length++) {
                Path file = Files.write(folder.resolve("cut.png"), Arrays.copyOf(whole, length));
                assertThatThrownBy(() -> open(file).frame(0)).isInstanceOf(ImageFormatException.class);
            }
        }

        @Test
        void namesADamagedChecksum() throws IOException {
            byte[] bytes = Files.readAllBytes(fixture("grey8.png"));
            bytes[60] ^= 1;
            Path file = Files.write(folder.resolve("bad.png"), bytes);
            assertThatThrownBy(() -> open(file)).hasMessageContaining("checksum of chunk IDAT");
        }

        @Test
        void namesPixelDataThatEndTooSoon() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
                out.write(new byte[50]);
            }
            Path file = png(10, 10, 8, bytes.toByteArray());
            assertThatThrownBy(() -> open(file).frame(0))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining("cannot be decoded");
        }
    }

    @Nested
    class Writing {
        @ParameterizedTest
        @CsvSource({
            "grey1.png, 1",
            "grey2.png, 2",
            "grey4.png, 4",
            "grey8.png, 8",
            "grey16.png, 16",
            "interlaced.png, 16",
            "gamma.png, 16",
            "alpha.png, 8",
            "transparent.png, 8"
        })
        void keepsUntouchedSamplesAndDepth(String name, int bits) throws IOException {
            Path target = folder.resolve(name);
            try (StoredImage image = open(fixture(name))) {
                derive(image, target, pixels -> {});
            }
            try (StoredImage image = open(target)) {
                assertThat(image.frame(0).toArray()).isEqualTo(pattern(bits));
                assertThat(image.format()).isEqualTo("PNG " + bits + " bit");
            }
        }

        @Test
        void keepsTheAlphaChannel() throws IOException {
            Path target = folder.resolve("alpha.png");
            try (StoredImage image = open(fixture("alpha.png"))) {
                derive(image, target, pixels -> Arrays.fill(pixels, 3));
            }
            int[] alpha = JdkImages.read(target, "png", 0).getSamples(0, 0, COLUMNS, ROWS, 1, (int[]) null);
            float[] grey = pattern(8);
            assertThat(alpha).hasSize(grey.length);
            for (int i = 0; i < alpha.length; i++) {
                assertThat(alpha[i]).isEqualTo(255 - (int) grey[i]);
            }
        }

        @Test
        void roundsAndSaturatesAndNeverWraps() throws IOException {
            Path target = folder.resolve("saturated.png");
            try (StoredImage image = open(fixture("grey16.png"))) {
                derive(image, target, pixels -> {
                    pixels[0] = 65535.6f;
                    pixels[1] = 1e30f;
                    pixels[2] = -0.6f;
                    pixels[3] = -1e30f;
                    pixels[4] = 7.4f;
                    pixels[5] = 7.6f;
                });
            }
            try (StoredImage image = open(target)) {
                assertThat(Arrays.copyOf(image.frame(0).toArray(), 6)).containsExactly(65535, 65535, 0, 0, 7, 8);
            }
        }

        @Test
        void keepsTheSourcesChunksAndTellsTheDerivation() throws IOException {
            Path target = folder.resolve("gamma.png");
            try (StoredImage image = open(fixture("gamma.png"))) {
                derive(image, target, pixels -> {});
            }
            String bytes = Files.readString(target, StandardCharsets.ISO_8859_1);
            assertThat(bytes)
                    .contains("Comment\0from the source", "gAMA", "sBIT", "pHYs", "Software\0Limpid 0.1.0")
                    .contains("Description\0\0\0\0\0Median filtered for a test");
        }

        @Test
        void givesTheSameBytesTwice() throws IOException {
            try (StoredImage image = open(fixture("grey16.png"))) {
                derive(image, folder.resolve("a.png"), pixels -> {});
                derive(image, folder.resolve("b.png"), pixels -> {});
            }
            assertThat(folder.resolve("a.png")).hasSameBinaryContentAs(folder.resolve("b.png"));
        }

        @Test
        void refusesAPlaneOfAnotherSize() throws IOException {
            try (StoredImage image = open(fixture("grey16.png"));
                    StoredImage other = open(png(3, 3, 8, new byte[100]))) {
                assertThat(other.frames()).isEqualTo(1);
                Slice small = Slice.of(2, 2, new float[4], dev.limpid.image.Unit.ARBITRARY);
                assertThatThrownBy(() -> image.writeDerived(folder.resolve("x.png"), i -> small, Pictures.HOW))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    /** A grey PNG of declared size and any pixel data. */
    private Path png(int rows, int columns, int bits, byte[] pixelData) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(PngFormat.SIGNATURE);
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(head);
        fields.writeInt(columns);
        fields.writeInt(rows);
        fields.write(new byte[] {(byte) bits, 0, 0, 0, 0});
        chunk(out, "IHDR", head.toByteArray());
        chunk(out, "IDAT", pixelData);
        chunk(out, "IEND", new byte[0]);
        return Files.write(folder.resolve("made.png"), bytes.toByteArray());
    }

    private static void chunk(DataOutputStream out, String type, byte[] data) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        out.writeInt(data.length);
        out.writeBytes(type);
        out.write(data);
        out.writeInt((int) crc.getValue());
    }
}
