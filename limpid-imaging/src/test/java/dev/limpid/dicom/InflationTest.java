package dev.limpid.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Large deflated data sets go through a temporary file, of which nothing is left. */
class InflationTest {
    private static final int LARGE = 33 << 20;

    @TempDir
    Path folder;

    @Test
    void largeDataSetsKeepTheirBytes() throws IOException {
        byte[] bytes = large();
        try (ByteSource source = Inflation.of(deflated(bytes), 0, folder)) {
            assertThat(source.size()).isEqualTo(LARGE);
            byte[] read = new byte[LARGE];
            source.read(0, read, 0, LARGE);
            assertThat(read).isEqualTo(bytes);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void theTemporaryFileHasNoNameWhileItIsRead() throws IOException {
        try (ByteSource source = Inflation.of(deflated(large()), 0, folder)) {
            assertThat(source.size()).isEqualTo(LARGE);
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aTemporaryFolderThatTakesNothingIsTheImagesFault() {
        Path missing = folder.resolve("missing");
        assertThatThrownBy(() -> Inflation.of(deflated(large()), 0, missing).close())
                .isInstanceOf(ImageFormatException.class)
                .hasMessageContainingAll("does not fit into the temporary folder", missing.toString())
                .hasNoCause();
    }

    /** A tenth of it noise, so that it does not look like a bomb. */
    private static byte[] large() {
        byte[] bytes = new byte[LARGE];
        byte[] noise = new byte[LARGE / 10];
        new Random(7).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 0, noise.length);
        return bytes;
    }

    private static ByteSource deflated(byte[] bytes) {
        return ByteSource.of(Part10Bytes.bare().deflated(bytes).bytes());
    }
}
