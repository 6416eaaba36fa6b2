package dev.limpid.nifti;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import dev.limpid.image.ImageFormats;
import dev.limpid.image.StoredImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NiftiRefusingTest extends NiftiFiles {
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
