package dev.limpid.image;

import dev.limpid.nifti.NiftiFuzzTarget;
import dev.limpid.raster.RasterFuzzTarget;
import dev.limpid.testing.FormatFuzz;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** Thousands of damaged files by a fixed seed: each is read or refused in one line, in little memory. */
class HostileFilesTest {
    private static final Path FIXTURES = Path.of("src/test/resources/formats");

    private static void attack(String suffix, int rounds, Consumer<byte[]> target, Repair repair) throws IOException {
        Random random = new Random(20260101);
        try (Stream<Path> files = Files.list(FIXTURES)) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            for (Path source : sources) {
                byte[] whole = Files.readAllBytes(source);
                for (int i = 0; i < rounds; i++) {
                    target.accept(FormatFuzz.mutate(whole, random));
                    target.accept(repair.apply(whole, random));
                }
            }
        }
    }

    @Test
    void niftiIsReadOrRefused() throws IOException {
        attack(".nii", 8, NiftiFuzzTarget::fuzz, FormatFuzz::mutate);
    }

    @Test
    void compressedNiftiIsReadOrRefused() throws IOException {
        attack(".nii.gz", 60, NiftiFuzzTarget::fuzz, HostileFilesTest::insideGzip);
    }

    @Test
    void tiffIsReadOrRefused() throws IOException {
        attack(".tif", 4, RasterFuzzTarget::fuzz, FormatFuzz::mutate);
    }

    @Test
    void pngIsReadOrRefused() throws IOException {
        attack(".png", 15, RasterFuzzTarget::fuzz, HostileFilesTest::withChecksums);
    }

    @Test
    void jpegIsReadOrRefused() throws IOException {
        attack(".jpg", 40, RasterFuzzTarget::fuzz, FormatFuzz::mutate);
    }

    /** Makes damage that checksums do not give away. */
    private interface Repair {
        byte[] apply(byte[] whole, Random random) throws IOException;
    }

    private static byte[] insideGzip(byte[] whole, Random random) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(whole));
                GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(FormatFuzz.mutate(in.readAllBytes(), random));
        }
        return out.toByteArray();
    }

    private static byte[] withChecksums(byte[] whole, Random random) {
        byte[] damaged = FormatFuzz.mutate(whole, random);
        ByteBuffer png = ByteBuffer.wrap(damaged);
        for (int at = 8; at + 12 <= damaged.length; ) {
            int length = png.getInt(at);
            if (length < 0 || length > damaged.length - at - 12) {
                break;
            }
            CRC32 crc = new CRC32();
            crc.update(damaged, at + 4, length + 4);
            png.putInt(at + 8 + length, (int) crc.getValue());
            at += 12 + length;
        }
        return damaged;
    }
}
