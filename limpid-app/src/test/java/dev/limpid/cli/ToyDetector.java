package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A detector of two steps: its boxes mean nothing, and how they are counted does. */
final class ToyDetector {
    private ToyDetector() {}

    /** Trains it on images in a folder, and gives its file there. */
    static Path train(Path folder) throws IOException {
        Path data = folder.resolve("data");
        for (String patient : List.of("a", "b")) {
            SampleFiles.png(data.resolve(patient + "/1.png"), 60, 64, 1);
            Files.writeString(data.resolve(patient + "/boxes.json"), "{\"1.png\": [[8, 8, 40, 40]]}");
        }
        Path detector = folder.resolve("toy.safetensors");
        Cli run = Cli.run(
                "train",
                "detector",
                "--data",
                data,
                "-o",
                detector,
                "--edge",
                64,
                "--steps",
                2,
                "--label",
                "thing",
                "--threads",
                1);
        assertThat(run.code()).as(run.err()).isZero();
        return detector;
    }
}
