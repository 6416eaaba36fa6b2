package dev.limpid.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Trainings of a few steps, for the tests of {@code limpid train invariance} and {@code limpid invariance}. */
final class InvarianceRuns {
    static final int SIZE = 64;

    private InvarianceRuns() {}

    /** Two patients of even, noisy tissue. */
    static Path data(Path folder) throws IOException {
        Random random = new Random(3);
        for (String patient : List.of("a", "b")) {
            float[] values = new float[SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (40 + 15 * random.nextGaussian());
            }
            Files.createDirectories(folder.resolve(patient));
            SampleFiles.nifti(folder.resolve(patient).resolve("scan.nii"), SIZE, SIZE, 1, values);
        }
        return folder;
    }

    /** Of five steps and two, for a Gaussian filter. */
    static Cli train(Path data, Path target, Object... more) {
        return train("gaussian", data, target, with(new Object[] {"--steps", 5, "--flow-steps", 2}, more));
    }

    /** Of a step each, for a median filter, from another model. */
    static Cli trainFrom(Path start, Path data, Path target, Object... more) {
        Object[] fixed = {"--steps", 1, "--flow-steps", 1, "--seed", 7, "--from", start};
        return train("median", data, target, with(fixed, more));
    }

    private static Cli train(String method, Path data, Path target, Object... more) {
        Object[] fixed = {
            "train",
            "invariance",
            "--data",
            data,
            "-o",
            target,
            "--method",
            method,
            "--pool",
            16,
            "--restoration",
            "none",
            "--threads",
            1
        };
        return Cli.run(with(fixed, more));
    }

    static Object[] with(Object[] some, Object... more) {
        return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray();
    }
}
