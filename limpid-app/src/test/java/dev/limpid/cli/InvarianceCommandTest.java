package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.invariance.InvarianceCard;
import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code limpid train invariance} and {@code limpid invariance}, with a model of a few steps: its samples are bad, and must be said to be. */
class InvarianceCommandTest {
    private static final int SIZE = 64;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path data;
    private static Path model;
    private static Path image;

    /** Two patients of even, noisy tissue. */
    @BeforeAll
    static void trainForAGaussianFilter() throws IOException {
        data = shared.resolve("data");
        Random random = new Random(3);
        for (String patient : List.of("a", "b")) {
            float[] values = new float[SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (40 + 15 * random.nextGaussian());
            }
            Files.createDirectories(data.resolve(patient));
            SampleFiles.nifti(data.resolve(patient).resolve("scan.nii"), SIZE, SIZE, 1, values);
        }
        model = shared.resolve("gaussian.safetensors");
        Cli run = train(model);
        assertThat(run.code()).as(run.err()).isZero();
        Cli degraded =
                Cli.run("degrade", data.resolve("a/scan.nii"), "-o", shared, "--kind", "low-dose", "--modality", "ct");
        assertThat(degraded.code()).as(degraded.err()).isZero();
        image = shared.resolve("scan.nii");
    }

    private static Cli train(Path target) {
        return Cli.run(
                "train",
                "invariance",
                "--data",
                data,
                "-o",
                target,
                "--method",
                "gaussian",
                "--steps",
                5,
                "--flow-steps",
                2,
                "--pool",
                16,
                "--restoration",
                "none",
                "--threads",
                1);
    }

    private Cli analyse(Path input, Object... more) {
        Object[] fixed = {"invariance", input, "-o", folder.resolve("out"), "--modality", "ct", "--method", "gaussian"};
        Object[] all = java.util.Arrays.copyOf(fixed, fixed.length + more.length);
        System.arraycopy(more, 0, all, fixed.length, more.length);
        return Cli.run(all);
    }

    @Test
    void theModelSaysWhoseInvariancesItKnows() throws IOException {
        InvarianceCard card = InvarianceCard.of(ModelFile.open(model).card());
        assertThat(card.denoiser().description()).startsWith("gaussian(sigma=1.0)");
        assertThat(Files.size(model)).isLessThan(20_000_000);
        assertThat(shared.resolve("gaussian.log.csv")).content().contains("reconstruction", "likelihood");
        assertThat(shared.resolve("gaussian.checkpoint")).doesNotExist();
        Cli again = train(model);
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).contains("exists; use --overwrite");
    }

    @Test
    void anImageGetsItsFiguresNumbersAndThePage() throws IOException {
        Cli run = analyse(
                image,
                "--invariance",
                model,
                "--full-dose",
                data.resolve("a/scan.nii"),
                "--samples",
                4,
                "--refine",
                100,
                "--map-samples",
                2,
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        Path out = folder.resolve("out");
        assertThat(SampleFiles.below(out))
                .containsExactlyInAnyOrder(
                        "invariance.html",
                        "scan.nii.invariance-map.png",
                        "scan.nii.invariance.csv",
                        "scan.nii.invariance.gif",
                        "scan.nii.invariance.json",
                        "scan.nii.invariance.png");
        JsonNode result = run.json().path("results").get(0);
        List<String> table = Files.readAllLines(out.resolve("scan.nii.invariance.csv"));
        assertThat(table).hasSize(5);
        double mean = table.stream()
                .skip(1)
                .mapToDouble(line -> Double.parseDouble(line.split(",")[1]))
                .average()
                .orElseThrow();
        long counted = table.stream()
                .skip(1)
                .filter(line -> line.split(",")[2].equals("true"))
                .count();
        assertThat(result.path("consistency").asDouble()).isCloseTo(mean, within(1e-3));
        assertThat(result.path("consistentSamples").asLong()).isEqualTo(counted).isGreaterThan(1);
        assertThat(result.path("noiseConsistency").asDouble())
                .isGreaterThan(result.path("consistencyLimit").asDouble());
        assertThat(result.path("spread").asDouble()).isPositive();
        assertThat(result.path("map").path("patches").asInt()).isEqualTo(1);
        assertThat(frames(out.resolve("scan.nii.invariance.gif"))).isEqualTo(Math.toIntExact(1 + counted));
        assertThat(out.resolve("invariance.html"))
                .content()
                .contains("<h2>What could have changed without being noticed</h2>", "data:image/gif;base64,");
        Cli again = analyse(image, "--invariance", model, "--samples", 4);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists already; --overwrite replaces it");
    }

    private static int frames(Path gif) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(gif.toFile())) {
            reader.setInput(in);
            return reader.getNumImages(true);
        } finally {
            reader.dispose();
        }
    }

    @Test
    void samplesThatTheDenoiserNoticesCountNowhereAndThePageSaysSo() throws IOException {
        Cli run = analyse(image, "--invariance", model, "--samples", 3, "--map-samples", 0, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode result = run.json().path("results").get(0);
        assertThat(result.path("consistentSamples").asInt()).isZero();
        assertThat(result.path("spread").isNull()).isTrue();
        assertThat(folder.resolve("out/invariance.html")).content().contains("No sample counts");
        assertThat(folder.resolve("out/scan.nii.invariance-map.png")).doesNotExist();
    }

    @Test
    void withoutAModelItSaysHowToTrainOne() {
        Cli run = analyse(image);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("describes the invariances of gaussian(sigma=1.0)", "limpid train invariance --data DIR")
                .doesNotContain("Exception");
    }

    @Test
    void aModelOfAnotherDenoiserIsRefused() {
        Cli run = analyse(image, "--invariance", model, "--set", "sigma=2");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("was trained for gaussian(sigma=1.0)", "not for gaussian(sigma=2.0)");
    }

    @Test
    void aBadImageDoesNotCostTheGoodOneBesideIt() throws IOException {
        Path in = Files.createDirectories(folder.resolve("in"));
        Files.copy(image, in.resolve("good.nii"));
        SampleFiles.nifti(in.resolve("small.nii"), 40, 40, 1, 1, 2, 3);
        SampleFiles.nifti(in.resolve("bone.nii"), SIZE, SIZE, 1, 2000, 2100, 2050);
        Cli run = analyse(in, "--invariance", model, "--samples", 2, "--map-samples", 0);
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("small.nii", "fewer than the 64 x 64 of the model's patches")
                .contains("bone.nii", "outside the", "of the patches trained on")
                .contains("analysed 1 of 3");
        assertThat(folder.resolve("out/good.nii.invariance.png")).exists();
        assertThat(folder.resolve("out/bone.nii.invariance.png")).doesNotExist();
    }

    @Test
    void wrongUsageIsToldBeforeAnyWork() {
        assertThat(analyse(image, "--at", "3").code()).isEqualTo(2);
        assertThat(analyse(image, "--samples", "1").code()).isEqualTo(2);
        assertThat(analyse(image, "--map-samples", "1").err()).contains("0 or 2..1000");
        assertThat(train(folder.resolve("model.bin")).err()).contains("ends in .safetensors");
        assertThat(Cli.run("train", "invariance", "--data", data, "-o", "x.safetensors", "--preset", "huge")
                        .err())
                .contains("small or paper");
    }
}
