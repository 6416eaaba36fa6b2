package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes are, reading them as DICOM gives an image or an {@link ImageFormatException}.
 *
 * <p>{@link #fuzz} is the target for a fuzzer, with the fixtures as seed corpus. The test here needs none: it damages
 * the fixtures in fixed pseudo-random ways.
 */
class DicomFuzzTest {
    private static final int DAMAGES = 400;
    private static final int MOST_FRAMES = 4;
    private static final Derivation HOW =
            new Derivation("identity", "0", "identity", "Nothing was changed", "identity");

    /** Opens, describes and decodes; any exception but the one for bad files is a defect. */
    static void fuzz(byte[] data) {
        try (DicomImage image = DicomFormat.open(ByteSource.of(data))) {
            image.range();
            for (int i = 0; i < Math.min(MOST_FRAMES, image.frames()); i++) {
                image.frame(i);
            }
        } catch (ImageFormatException e) {
            String message = String.valueOf(e.getMessage());
            if (message.isBlank() || message.contains("\n")) {
                throw new IllegalStateException("not a message of one line: " + message, e);
            }
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    static List<String> fixtures() {
        return DicomFixtures.names().toList();
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void damagedFilesAreReadOrRefused(String name, @TempDir Path folder) throws IOException {
        byte[] whole = Files.readAllBytes(DicomFixtures.file(name));
        Random random = new Random(name.hashCode());
        for (int i = 0; i < DAMAGES; i++) {
            byte[] damaged = whole.clone();
            for (int d = random.nextInt(4); d >= 0; d--) {
                damaged[128 + random.nextInt(whole.length - 128)] =
                        (byte) ((random.nextInt(4) - 1) << random.nextInt(8));
            }
            fuzz(damaged);
            if (i % 20 == 0) {
                writesOrRefuses(damaged, folder.resolve(i + ".dcm"));
            }
        }
    }

    private static void writesOrRefuses(byte[] data, Path target) throws IOException {
        try (DicomImage image = DicomFormat.open(ByteSource.of(data))) {
            image.writeDerived(target, image::frame, HOW);
        } catch (ImageFormatException refused) {
            return;
        }
        try (DicomImage written = new DicomFormat().open(target)) {
            written.frame(0);
        }
    }
}
