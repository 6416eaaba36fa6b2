package dev.limpid.dicom;

import dev.limpid.image.Derivation;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Derives objects from the fixtures: what the tests of derived objects share. */
abstract class DerivedObjects {
    static final Derivation HOW = new Derivation(
            "U-Net ct", "0.1.0", "unet(model=abc)", "Noise removed by a neural network", "unet(model=abc)");

    @TempDir
    Path folder;

    /** All but the one of single bits, which nothing is derived from. */
    static List<String> fixtures() {
        return DicomFixtures.names().filter(name -> !name.equals("bits.dcm")).toList();
    }

    /** What is done to a plane. */
    interface Change {
        Slice of(Slice plane);
    }

    static Slice towardsTheMean(Slice plane) {
        double mean = 0;
        for (int i = 0; i < plane.size(); i++) {
            mean += plane.at(i) / plane.size();
        }
        float[] pixels = plane.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (pixels[i] * 0.75 + mean * 0.25);
        }
        return plane.withPixels(pixels);
    }

    static Slice filled(Slice plane, float value) {
        float[] pixels = new float[plane.size()];
        Arrays.fill(pixels, value);
        return plane.withPixels(pixels);
    }

    Path target(String name) {
        return folder.resolve("derived-" + name);
    }

    DicomImage derived(String name, Change change) throws IOException {
        Files.deleteIfExists(target(name));
        try (DicomImage source = new DicomFormat().open(DicomFixtures.file(name))) {
            source.writeDerived(target(name), i -> change.of(source.frame(i)), HOW);
        }
        return new DicomFormat().open(target(name));
    }

    Dataset written(byte[] file, Derivation how) throws IOException {
        Path target = Files.createTempDirectory(folder, "w").resolve("derived.dcm");
        try (DicomImage source = DicomFormat.open(ByteSource.of(file))) {
            source.writeDerived(target, source::frame, how);
        }
        return header(target);
    }

    /** The elements of a file; the long ones stay readable as the bytes are held. */
    static Dataset header(Path file) throws IOException {
        return Part10.parse(ByteSource.of(Files.readAllBytes(file))).dataset();
    }
}
