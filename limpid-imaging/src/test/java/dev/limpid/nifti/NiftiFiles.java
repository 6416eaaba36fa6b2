package dev.limpid.nifti;

import dev.limpid.image.Derivation;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;

/** Fixtures and the formula of their voxels, which come from scripts/fixtures/formats.py; nibabel wrote them. */
abstract class NiftiFiles {
    private static final Derivation HOW =
            new Derivation("median", "0.1.0", "radius=1", "Median filtered for a test", "radius=1");
    static final int COLUMNS = 7;
    static final int ROWS = 5;
    static final int DEPTH = 3;

    @TempDir
    Path folder;

    static Stream<String> everyType() {
        return Stream.of("u1", "i1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8")
                .flatMap(type -> Stream.of(type + "-little.nii", type + "-big.nii"));
    }

    static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(NiftiFiles.class.getResource("/formats/" + name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static StoredImage open(Path file) throws IOException {
        return new NiftiFormat().open(file);
    }

    /** The script's formula for plane k of time l. */
    static float[] plane(char kind, int k, int l) {
        float[] values = new float[ROWS * COLUMNS];
        for (int j = 0; j < ROWS; j++) {
            for (int i = 0; i < COLUMNS; i++) {
                float value = -40 + i * 3 + j * 11 + k * 17 + l * 29;
                values[j * COLUMNS + i] = kind == 'u' ? value + 40 : kind == 'f' ? value / 4 : value;
            }
        }
        return values;
    }

    static void derive(StoredImage image, Path target, UnaryOperator<float[]> change) throws IOException {
        image.writeDerived(target, k -> changed(image.frame(k), change), HOW);
    }

    private static Slice changed(Slice slice, UnaryOperator<float[]> change) {
        return slice.withPixels(change.apply(slice.toArray()));
    }

    final Path write(String name, byte[] bytes, boolean compressed) throws IOException {
        Path file = folder.resolve(name + (compressed ? ".nii.gz" : ".nii"));
        try (OutputStream out =
                compressed ? new GZIPOutputStream(Files.newOutputStream(file)) : Files.newOutputStream(file)) {
            out.write(bytes);
        }
        return file;
    }
}
