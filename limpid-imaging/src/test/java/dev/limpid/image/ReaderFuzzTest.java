package dev.limpid.image;

import dev.limpid.dicom.DicomJazzerTarget;
import dev.limpid.nifti.NiftiFuzzTarget;
import dev.limpid.raster.RasterFuzzTarget;
import dev.limpid.testing.Fuzzing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Any bytes at all are an image or are refused in one line; guided by coverage, for a fixed number of inputs. */
class ReaderFuzzTest {
    private static final long LARGEST_SEED = 4096;

    @Test
    void dicomFiles() throws IOException, InterruptedException {
        Fuzzing.run(DicomJazzerTarget.class, 20_000, seeds(".dcm"));
    }

    @Test
    void niftiFiles() throws IOException, InterruptedException {
        Fuzzing.run(Nifti.class, 10_000, seeds(".nii"));
    }

    @Test
    void pictures() throws IOException, InterruptedException {
        List<byte[]> seeds = seeds(".tif");
        seeds.addAll(seeds(".png"));
        Fuzzing.run(Pictures.class, 10_000, seeds);
    }

    /** What Jazzer calls for NIfTI. */
    public static final class Nifti {
        private Nifti() {}

        public static void fuzzerTestOneInput(byte[] data) {
            NiftiFuzzTarget.fuzz(data);
        }
    }

    /** What Jazzer calls for TIFF, PNG and JPEG. */
    public static final class Pictures {
        private Pictures() {}

        public static void fuzzerTestOneInput(byte[] data) {
            RasterFuzzTarget.fuzz(data);
        }
    }

    private static List<byte[]> seeds(String extension) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src", "test", "resources"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(extension))
                    .sorted()
                    .toList()) {
                if (Files.size(file) <= LARGEST_SEED) {
                    seeds.add(Files.readAllBytes(file));
                }
            }
        }
        return seeds;
    }
}
