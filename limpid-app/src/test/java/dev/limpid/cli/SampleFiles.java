package dev.limpid.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Small images made on the spot, and folders looked at. */
final class SampleFiles {
    private SampleFiles() {}

    /** An 8-bit grey PNG of a ramp with noise. */
    static Path png(Path file, int rows, int columns, long seed) throws IOException {
        Random random = new Random(seed);
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                image.getRaster().setSample(x, y, 0, 40 + 100 * x / columns + random.nextInt(40));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var out = Files.newOutputStream(file)) {
            ImageIO.write(image, "png", out);
        }
        return file;
    }

    /** A NIfTI-1 volume of 32-bit floats (the layout is nifti1.h's): it says no intensity range. */
    static Path nifti(Path file, int columns, int rows, int frames, float... cycle) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(352 + 4 * columns * rows * frames).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0, 348);
        short[] dimensions = {3, (short) columns, (short) rows, (short) frames, 1, 1, 1, 1};
        for (int i = 0; i < dimensions.length; i++) {
            bytes.putShort(40 + 2 * i, dimensions[i]);
            bytes.putFloat(76 + 4 * i, 1);
        }
        bytes.putShort(70, (short) 16);
        bytes.putShort(72, (short) 32);
        bytes.putFloat(108, 352);
        bytes.put(344, new byte[] {'n', '+', '1', 0});
        for (int i = 0; i < columns * rows * frames; i++) {
            bytes.putFloat(352 + 4 * i, cycle[i % cycle.length]);
        }
        return Files.write(file, bytes.array());
    }

    /** Every file below a folder, relative to it, sorted; empty when the folder is not there. */
    static List<String> below(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}
