package dev.limpid.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFormatsTest {
    @TempDir
    Path folder;

    private static void assertRefused(Path file, String expected) {
        assertThatThrownBy(() -> ImageFormats.open(file))
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContaining(expected)
                .hasMessageNotContaining("\n");
    }

    @Test
    void namesAFolder() {
        assertRefused(folder, "a folder");
    }

    @Test
    void namesAMissingFile() {
        assertRefused(folder.resolve("missing.png"), "no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.nii", "a.nii.gz", "a.tif", "a.jpg", "a"})
    void namesAnEmptyFile(String name) throws IOException {
        assertRefused(Files.createFile(folder.resolve(name)), "empty (0 bytes)");
    }

    @Test
    void tellsHowAnUnknownFileStarts() throws IOException {
        Path text = Files.writeString(folder.resolve("notes"), "Dear\nreader, this is text");
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {1, 2, (byte) 0xfe});
        assertRefused(
                text, "not an image Limpid reads (DICOM, NIfTI-1, PNG, TIFF, JPEG): starts with the text \"Dear r");
        assertRefused(bytes, "starts with the bytes 01 02 FE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.png", "a.nii", "a.nii.gz", "a.tif", "a.jpg"})
    void givesAFileThatOnlyItsExtensionNamesToThatFormat(String name) throws IOException {
        for (String text : new String[] {"x", "only text, and not an image at all", "#".repeat(400)}) {
            Path file = Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> ImageFormats.open(file))
                    .isInstanceOf(ImageFormatException.class)
                    .hasMessageMatching(".*(not a (PNG|TIFF|JPEG|gzip|NIfTI)|cut short).*");
        }
    }

    @Test
    void opensEveryRegisteredFormat() throws IOException {
        Path fixtures = Path.of("src/test/resources/formats");
        for (String name : new String[] {"grey16.png", "i2-big.tif", "grey.jpg", "i2-big.nii"}) {
            try (StoredImage image = ImageFormats.open(fixtures.resolve(name))) {
                assertThat(image.frame(0).size()).isPositive();
            }
        }
    }
}
