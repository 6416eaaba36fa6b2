package dev.limpid.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.image.Unit;
import dev.limpid.testing.TestData;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fixtures and the formula of their voxels come from scripts/fixtures/formats.py; nibabel wrote them. */
class NiftiFormatTest {
    private static final Derivation HOW =
            new Derivation("median", "0.1.0", "radius=1", "Median filtered for a test", "radius=1");
    private static final int COLUMNS = 7;
    private static final int ROWS = 5;
    private static final int DEPTH = 3;

    @TempDir
    Path folder;

    static Stream<String> everyType() {
        return Stream.of("u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8")
                .flatMap(type -> Stream.of(type + "-little.nii", type + "-big.nii"));
    }

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(NiftiFormatTest.class.getResource("/formats/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StoredImage open(Path file) throws IOException {
        return new NiftiFormat().open(file);
    }

    /** The script's formula for plane k of time l. */
    private static float[] plane(char kind, int k, int l) {
        float[] values = new float[ROWS * COLUMNS];
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                float value = -40 + i * 3 + j * 11 + k * 17 + l * 29;
                values[j * COLUMNS + i] = kind == 'u' ? value + 40 : kind == 'f' ? value / 4 : value;
            }
        }
        return values;
    }

    private static void derive(StoredImage image, Path target, UnaryOperator<float[]> change) throws IOException {
        image.writeDerived(target, k -> changed(image.frame(k), change), HOW);
    }

    private static Slice changed(Slice slice, UnaryOperator<float[]> change) {
        return slice.withPixels(change.apply(slice.toArray()));
    }

    @Nested
    class Reading {
        @ParameterizedTest
        @MethodSource("dev.limpid.nifti.NiftiFormatTest#everyType")
        void givesTheVoxelsOfEveryTypeAndByteOrder(String name) throws IOException {
            try (StoredImage image = open(fixture(name))) {
                assertThat(image.frames()).isEqualTo(DEPTH);
                assertThat(image.range()).isEmpty();
                for (int k = 0; k < DEPTH; k++) {
                    Slice slice = image.frame(k);
                    assertThat(slice.rows()).isEqualTo(ROWS);
                    assertThat(slice.columns()).isEqualTo(COLUMNS);
                    assertThat(slice.unit()).isEqualTo(Unit.ARBITRARY);
                    assertThat(slice.toArray()).isEqualTo(plane(name.charAt(0), k, 0));
                }
            }
        }

        @Test
        void countsFramesAlongTheFurtherAxesAndGoesBack() throws IOException {
            try (StoredImage image = open(fixture("series.nii.gz"))) {
                assertThat(image.frames()).isEqualTo(6);
                for (int frame : new int[] {0, 5, 2, 2, 1, 4, 3}) {
                    assertThat(image.frame(frame).toArray()).isEqualTo(plane('i', frame % DEPTH, frame / DEPTH));
                }
            }
        }

        @Test
        void takesAFileOfOnePlane() throws IOException {
            try (StoredImage image = open(fixture("plane.nii"))) {
                assertThat(image.frames()).isEqualTo(1);
                assertThat(image.frame(0).toArray()).isEqualTo(plane('i', 0, 0));
            }
        }

        @Test
        void appliesSlopeAndIntercept() throws IOException {
            float[] expected = plane('i', 1, 0);
            for (int i = 0; i < expected.length; i++) {
                expected[i] = expected[i] * 0.5f - 1000;
            }
            try (StoredImage image = open(fixture("scaled.nii"))) {
                assertThat(image.frame(1).toArray()).isEqualTo(expected);
            }
        }

        @Test
        void givesTheSpacingInMillimetresWhateverTheUnit() throws IOException {
            try (StoredImage image = open(fixture("i2-little.nii"));
                    StoredImage metres = open(fixture("plane.nii"))) {
                PixelSpacing spacing = image.frame(0).spacing().orElseThrow();
                assertThat(spacing.columnMm()).isCloseTo(Math.hypot(1.5, 0.05), within(1e-6));
                assertThat(spacing.rowMm()).isCloseTo(Math.hypot(0.1, 2.5), within(1e-6));
                assertThat(metres.frame(0).spacing().orElseThrow().rowMm())
                        .isCloseTo(1000 * spacing.rowMm(), within(1e-3));
            }
        }

        @Test
        void aPlanesSectionIsItsPlaceInItsVolume() throws IOException {
            try (StoredImage image = open(fixture("i2-little.nii"))) {
                Section first = image.section(0).orElseThrow();
                Section second = image.section(1).orElseThrow();
                assertThat(first.positionMm()).isZero();
                assertThat(second.positionMm()).isCloseTo(first.thicknessMm(), within(1e-9));
                assertThat(image.frame(1).section()).contains(second);
            }
            try (StoredImage single = open(fixture("plane.nii"))) {
                assertThat(single.section(0)).isEmpty();
            }
        }

        @Test
        void isRecognisedByContentWhateverTheName() throws IOException {
            Path plain = Files.copy(fixture("i2-big.nii"), folder.resolve("a.dat"));
            Path packed = Files.copy(fixture("series.nii.gz"), folder.resolve("b.png"));
            try (StoredImage a = ImageFormats.open(plain);
                    StoredImage b = ImageFormats.open(packed)) {
                assertThat(a.format()).isEqualTo("NIfTI-1");
                assertThat(b.format()).isEqualTo("NIfTI-1");
            }
        }
    }

    @Nested
    class Refusing {
        @ParameterizedTest
        @CsvSource({
            "nifti2.nii, NIfTI-2",
            "pair.hdr, pair",
            "pair.img, not a NIfTI-1 file",
            "analyze.hdr, ANALYZE 7.5",
            "complex.nii, COMPLEX64",
            "rgb.nii, RGB24",
        })
        void namesWhatItDoesNotRead(String name, String expected) {
            assertThatThrownBy(() -> ImageFormats.open(fixture(name)))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageContaining(expected);
        }

        @Test
        void namesTheVoxelThatIsNotANumber() throws IOException {
            try (StoredImage image = open(fixture("nan.nii"))) {
                assertThat(image.frame(0).rows()).isEqualTo(ROWS);
                assertThatThrownBy(() -> image.frame(1))
                        .isInstanceOf(ImageFormatException.class)
                        .hasMessageContaining("row 2, column 4 of frame 1 is NaN");
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"i2-little.nii", "series.nii.gz"})
        void namesEveryTruncation(String name) throws IOException {
            byte[] whole = Files.readAllBytes(fixture(name));
            for (int length = 1; length < whole.length; length++) {
                Path file = Files.write(folder.resolve(name), Arrays.copyOf(whole, length));
                Path target = folder.resolve("derived");
                assertThatThrownBy(() -> {
                            try (StoredImage image = ImageFormats.open(file)) {
                                derive(image, target, pixels -> pixels);
                            }
                        })
                        .as("cut at %d", length)
                        .isInstanceOf(ImageFormatException.class);
                Files.deleteIfExists(target);
            }
        }

        @Test
        void namesAHugeSizeWithNothingBehind() throws IOException {
            for (boolean compressed : new boolean[] {false, true}) {
                byte[] bytes = Files.readAllBytes(fixture("i2-little.nii"));
                ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
                header.putShort(40, (short) 7);
                for (int axis = 1; axis <= 7; axis++) {
                    header.putShort(40 + 2 * axis, (short) (axis < 5 ? 4000 : 1));
                }
                Path file = write("huge", bytes, compressed);
                assertThatThrownBy(() -> open(file))
                        .isInstanceOf(ImageFormatException.class)
                        .hasMessageContaining("4000 x 4000");
            }
        }

        @Test
        void survivesManyEmptyGzipMembers() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            for (int i = 0; i < 20_000; i++) {
                try (OutputStream empty = new GZIPOutputStream(bytes)) {
                    empty.flush();
                }
            }
            Path file = Files.write(folder.resolve("members.nii.gz"), bytes.toByteArray());
            assertThatThrownBy(() -> open(file)).isInstanceOf(ImageFormatException.class);
        }

        @Test
        void namesAHeaderThatContradictsItself() throws IOException {
            assertThatThrownBy(() -> open(edited(40, 0))).hasMessageContaining("0 dimensions");
            assertThatThrownBy(() -> open(edited(42, -3))).hasMessageContaining("axis 1");
            assertThatThrownBy(() -> open(edited(72, 8))).hasMessageContaining("bitpix 8");
            assertThatThrownBy(() -> open(edited(110, 0))).hasMessageContaining("voxels at byte");
        }

        private Path edited(int offset, int value) throws IOException {
            byte[] bytes = Files.readAllBytes(fixture("i2-little.nii"));
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
            return write("edited", bytes, false);
        }
    }

    @Nested
    class Writing {
        @ParameterizedTest
        @MethodSource("dev.limpid.nifti.NiftiFormatTest#everyType")
        void keepsEveryBitOfUntouchedVoxels(String name) throws IOException {
            // Bits that a float cannot hold must survive too.
            byte[] bytes = Files.readAllBytes(fixture(name));
            if (name.charAt(1) > '2' && name.charAt(0) != 'f') {
                bytes[352 + (name.contains("big") ? 3 : 0)] = 77;
                bytes[352 + (name.contains("big") ? 0 : 3)] = 77;
            }
            Path source = write("source", bytes, false);
            Path target = folder.resolve("target.nii");
            try (StoredImage image = open(source)) {
                derive(image, target, pixels -> pixels);
            }
            byte[] result = Files.readAllBytes(target);
            int voxels = bytes.length - 352;
            assertThat(Arrays.copyOfRange(result, result.length - voxels, result.length))
                    .isEqualTo(Arrays.copyOfRange(bytes, 352, bytes.length));
        }

        @Test
        void keepsTheHeaderButForTheNoteAndTheOffset() throws IOException {
            Path target = folder.resolve("target.nii");
            try (StoredImage image = open(fixture("extended.nii"))) {
                derive(image, target, pixels -> pixels);
            }
            byte[] before = Files.readAllBytes(fixture("extended.nii"));
            byte[] after = Files.readAllBytes(target);
            for (int i = 0; i < 384; i++) {
                boolean offset = i >= 108 && i < 112;
                boolean descrip = i >= 148 && i < 228;
                if (!offset && !descrip) {
                    assertThat(after[i]).as("byte %d", i).isEqualTo(before[i]);
                }
            }
            String text = new String(after, StandardCharsets.ISO_8859_1);
            assertThat(text)
                    .contains("Limpid 0.1.0 median\0")
                    .contains("an extension of the source")
                    .contains("Median filtered for a test")
                    .contains("parameters: radius=1")
                    .contains("the source's descrip: made for a test");
        }

        @ParameterizedTest
        @CsvSource({
            "u1-little.nii, 0, 255",
            "i1-big.nii, -128, 127",
            "i2-little.nii, -32768, 32767",
            "u2-big.nii, 0, 65535",
            "i4-little.nii, -2147483648, 2147483647",
            "u4-big.nii, 0, 4294967295",
            "i8-little.nii, -9223372036854775808, 9223372036854775807",
            "u8-big.nii, 0, 18446744073709551615",
            "f4-little.nii, -3e38, 3e38",
            "f8-little.nii, -3e38, 3e38",
            "scaled.nii, -17384, 15383.5"
        })
        void roundsAndSaturatesAndNeverWraps(String name, float least, float most) throws IOException {
            Path target = folder.resolve(name);
            try (StoredImage image = open(fixture(name))) {
                derive(image, target, pixels -> {
                    pixels[0] = -3e38f;
                    pixels[1] = 3e38f;
                    pixels[2] = 12.3f;
                    return pixels;
                });
            }
            float step = name.startsWith("f") ? 1e-6f : name.startsWith("scaled") ? 0.25f : 0.5f;
            try (StoredImage image = open(target)) {
                float[] pixels = image.frame(0).toArray();
                assertThat(pixels[0]).isEqualTo(least);
                assertThat(pixels[1]).isEqualTo(most);
                assertThat(pixels[2]).isCloseTo(12.3f, within(step));
            }
        }

        @Test
        void givesTheSameCompressedBytesTwice() throws IOException {
            Path first = folder.resolve("first.nii.gz");
            Path second = folder.resolve("second.nii.gz");
            try (StoredImage image = open(fixture("series.nii.gz"))) {
                derive(image, first, pixels -> pixels);
                derive(image, second, pixels -> pixels);
            }
            assertThat(first).hasSameBinaryContentAs(second);
            assertThat(Arrays.copyOfRange(Files.readAllBytes(first), 4, 8)).containsOnly(0);
            try (StoredImage image = open(first)) {
                assertThat(image.frame(5).toArray()).isEqualTo(plane('i', 2, 1));
            }
        }

        @Test
        void canDeriveFromADerivedVolume() throws IOException {
            Path first = folder.resolve("first.nii");
            Path second = folder.resolve("second.nii");
            try (StoredImage image = open(fixture("i2-big.nii"))) {
                derive(image, first, pixels -> pixels);
            }
            try (StoredImage image = open(first)) {
                derive(image, second, pixels -> pixels);
            }
            try (StoredImage image = open(second)) {
                assertThat(image.frame(2).toArray()).isEqualTo(plane('i', 2, 0));
            }
        }
    }

    @Nested
    class RealVolumes {
        @ParameterizedTest
        @ValueSource(strings = {"STS_004", "STS_034"})
        void goRoundWithoutAChange(String patient) throws IOException {
            Path patientFolder = TestData.root().resolve("mr").resolve(patient);
            try (Stream<Path> files = Files.list(patientFolder)) {
                for (Path file :
                        files.filter(f -> f.toString().contains(".nii")).toList()) {
                    Path target = folder.resolve(file.getFileName().toString());
                    try (StoredImage image = ImageFormats.open(file)) {
                        derive(image, target, pixels -> pixels);
                    }
                    try (StoredImage source = ImageFormats.open(file);
                            StoredImage result = ImageFormats.open(target)) {
                        for (int k = 0; k < source.frames(); k++) {
                            assertThat(result.frame(k).toArray())
                                    .isEqualTo(source.frame(k).toArray());
                        }
                    }
                }
            }
        }
    }

    private Path write(String name, byte[] bytes, boolean compressed) throws IOException {
        Path file = folder.resolve(name + (compressed ? ".nii.gz" : ".nii"));
        try (OutputStream out =
                compressed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }
}
