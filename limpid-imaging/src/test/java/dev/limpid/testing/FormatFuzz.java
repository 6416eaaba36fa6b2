package dev.limpid.testing;

import dev.limpid.image.Derivation;
import dev.limpid.image.ImageFormat;
import dev.limpid.image.ImageFormatException;
import dev.limpid.image.StoredImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

/** Hostile bytes through a format: opened, read and written back; all but {@link ImageFormatException} is a defect. */
public final class FormatFuzz {
    private static final Derivation HOW = new Derivation("fuzz", "0", "", "fuzzed", "");
    private static final int MOST_FRAMES = 4;

    private FormatFuzz() {}

    /** Runs {@code format} on a file of {@code data} with a name that ends in {@code extension}. */
    public static void run(ImageFormat format, byte[] data, String extension) {
        try {
            Path source = Files.createTempFile("fuzz", extension);
            Path target = source.resolveSibling(source.getFileName() + "-derived" + extension);
            try {
                Files.write(source, data);
                readAndWrite(format, source, target);
            } catch (ImageFormatException e) {
                if (String.valueOf(e.getMessage()).lines().count() != 1) {
                    throw new AssertionError("not one line: " + e.getMessage(), e);
                }
            } finally {
                Files.deleteIfExists(source);
                Files.deleteIfExists(target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code data} with a few bytes replaced, repeated, cut or set to extremes. */
    public static byte[] mutate(byte[] data, Random random) {
        byte[] changed = data.clone();
        int changes = 1 + random.nextInt(6);
        for (int i = 0; i < changes; i++) {
            int at = random.nextBoolean()
                    ? random.nextInt(changed.length)
                    : random.nextInt(Math.min(400, changed.length));
            changed[at] = switch (random.nextInt(4)) {
                case 0 -> 0;
                case 1 -> (byte) 0xff;
                case 2 -> (byte) (changed[at] ^ 1 << random.nextInt(8));
                default -> (byte) random.nextInt();
            };
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(changed, random.nextInt(changed.length)) : changed;
    }

    private static void readAndWrite(ImageFormat format, Path source, Path target) throws IOException {
        try (StoredImage image = format.open(source)) {
            image.range();
            for (int i = 0; i < Math.min(MOST_FRAMES, image.frames()); i++) {
                image.frame(i);
            }
            if (image.frames() <= MOST_FRAMES) {
                image.writeDerived(target, image::frame, HOW);
                try (StoredImage derived = format.open(target)) {
                    derived.frame(0);
                }
            }
        }
    }
}
