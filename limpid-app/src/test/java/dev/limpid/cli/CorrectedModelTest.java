package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model whose recipe says that images are seen after a correction, from the recipe to the remark of a user's run. */
class CorrectedModelTest {
    @TempDir
    Path folder;

    @Test
    void itsCardSaysSoAndARunNamesWhatWasUndone() throws IOException {
        Path data = folder.resolve("data");
        Files.createDirectories(data);
        Files.writeString(
                data.resolve("splits.json"),
                "{\"all\": {\"train\": [\"a/1.png\"], \"val\": [\"b/1.png\"], \"test\": []},"
                        + " \"patients\": {\"all\": {\"a\": \"train\", \"b\": \"val\"}}}");
        blocks(data.resolve("a/1.png"), 1);
        blocks(data.resolve("b/1.png"), 2);
        Path recipe = Files.writeString(
                folder.resolve("recipe.json"),
                "{\"name\": \"toy\", \"title\": \"a toy\", \"modality\": \"XRAY\", \"unit\": \"ARBITRARY\","
                        + " \"margin\": 0.5, \"licence\": \"none\", \"sources\": [],"
                        + " \"network\": {\"name\": \"unet\", \"parameters\": {\"base\": \"2\"}},"
                        + " \"settings\": {\"patch\": 16, \"batch\": 2, \"seed\": 1, \"precision\": \"fp32\", \"noise\":"
                        + " {\"gaussian\": 0.1, \"rician\": 0.1, \"speckle\": 0.1, \"poissonPeakLow\": 10.0,"
                        + " \"poissonPeakHigh\": 100.0, \"gaussianShare\": 1.0, \"clipShare\": 0.0}, \"validateEvery\": 2,"
                        + " \"validationImages\": 1, \"phases\": [{\"subsets\": [{\"name\": \"all\", \"weight\": 1.0}],"
                        + " \"steps\": 2, \"learningRate\": 0.001, \"cosineSteps\": 2, \"coolDownSteps\": 0, \"loss\":"
                        + " \"SQUARED\", \"augmentation\": {\"halfResolution\": 0.0, \"blur\": 0.0, \"gain\": 0.0,"
                        + " \"inversion\": 0.0}, \"degradations\": {\"share\": 0.5, \"kinds\": [\"wrap-around\"],"
                        + " \"severityLow\": 1.0, \"severityHigh\": 1.0, \"clipShare\": 0.0, \"patches\": 1,"
                        + " \"corrected\": true}}]}}");
        Path model = folder.resolve("toy.safetensors");
        Cli training = Cli.run("train", "unet", "--recipe", recipe, "--data", data, "-o", model, "--threads", 1);
        assertThat(training.code()).as(training.err()).isZero();
        Path folded = folder.resolve("folded");
        Cli degraded = Cli.run(
                "degrade",
                data.resolve("a/1.png"),
                "-o",
                folded,
                "--kind",
                "wrap-around",
                "--set",
                "weight=0.8",
                "--modality",
                "xray");
        assertThat(degraded.code()).as(degraded.err()).isZero();
        Cli run = Cli.run(
                "denoise",
                folded.resolve("1.png"),
                "-o",
                folder.resolve("out"),
                "--model",
                model,
                "--modality",
                "xray",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("results").get(0).path("parameters").asString())
                .contains("artefacts corrected");
        assertThat(run.err()).contains("1.png: warning: an artefact was found and undone: folded by half the height");
        Cli plain = Cli.run(
                "denoise",
                data.resolve("b/1.png"),
                "-o",
                folder.resolve("other"),
                "--model",
                model,
                "--modality",
                "xray");
        assertThat(plain.code()).as(plain.err()).isZero();
        assertThat(plain.err()).doesNotContain("undone");
    }

    /** A picture of 16 bits: blocks of random greys, up to half of white, with a little noise. */
    private static void blocks(Path file, long seed) throws IOException {
        BufferedImage picture = new BufferedImage(128, 128, BufferedImage.TYPE_USHORT_GRAY);
        Random random = new Random(seed);
        int[] greys = random.ints(400, 0, 28000).toArray();
        for (int i = 0; i < 128 * 128; i++) {
            // Blocks of 7 rows: edges of the two halves of the picture do not meet.
            int grey = greys[i / 128 / 7 * 20 + i % 128 / 8] + random.nextInt(600);
            picture.getRaster().setSample(i % 128, i / 128, 0, grey);
        }
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }
}
