package dev.limpid.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import dev.limpid.testing.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiWritingTest extends NiftiFiles {
    @ParameterizedTest
    @MethodSource("dev.limpid.nifti.NiftiFiles#everyType")
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

    @ParameterizedTest
    @ValueSource(strings = {"STS_004", "STS_034"})
    void goRoundWithoutAChange(String patient) throws IOException {
        Path patientFolder = TestData.root().resolve("mr").resolve(patient);
        try (Stream<Path> files = Files.list(patientFolder)) {
            for (Path file : files.filter(f -> f.toString().contains(".nii")).toList()) {
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
