package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code limpid invariance}, with a model of a few steps: its samples are bad, and must be said to be. */
class InvarianceCommandTest {
    private static final int SIZE = InvarianceRuns.SIZE;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path data;
    private static Path model;
    private static Path image;

    @BeforeAll
    static void trainForAGaussianFilter() throws IOException {
        data = InvarianceRuns.data(shared.resolve("data"));
        model = shared.resolve("gaussian.safetensors");
        Cli run = InvarianceRuns.train(data, model);
        assertThat(run.code()).as(run.err()).isZero();
        Cli degraded =
                Cli.run("degrade", data.resolve("a/scan.nii"), "-o", shared, "--kind", "low-dose", "--modality", "ct");
        assertThat(degraded.code()).as(degraded.err()).isZero();
        image = shared.resolve("scan.nii");
    }

    /** The model, as if it had been trained on patches of all kinds: so short a training's samples are unlike any patch. */
    private Path wide() throws IOException {
        ModelFile file = ModelFile.open(model);
        ModelCard card = file.card();
        Map<String, String> parameters = new TreeMap<>(card.architecture().parameters());
        List.of("patchMean", "patchContrast", "removedNoise").forEach(key -> parameters.put(key, "-9999:9999"));
        Architecture all = new Architecture(card.architecture().name(), parameters, 0);
        ModelCard replacement = new ModelCard(
                card.name(),
                card.title(),
                card.task(),
                all,
                card.input(),
                card.training(),
                card.domain(),
                card.results(),
                card.licence(),
                card.retrainCommand(),
                card.evaluationCommand());
        return file.withCard(folder.resolve("wide.safetensors"), replacement, true)
                .path();
    }

    private Cli analyse(Path input, Object... more) {
        Object[] fixed = {"invariance", input, "-o", folder.resolve("out"), "--modality", "ct", "--method", "gaussian"};
        return Cli.run(InvarianceRuns.with(fixed, more));
    }

    @Test
    void anImageGetsItsFiguresNumbersAndThePage() throws IOException {
        Path used = wide();
        Cli run = analyse(
                image,
                "--invariance",
                used,
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
                .mapToDouble(line -> Double.parseDouble(line.split(",")[3]))
                .average()
                .orElseThrow();
        long counted = table.stream()
                .skip(1)
                .filter(line -> line.split(",")[5].equals("true"))
                .count();
        assertThat(result.path("consistency").asDouble()).isCloseTo(mean, within(1e-3));
        assertThat(result.path("consistentSamples").asLong()).isEqualTo(counted).isGreaterThan(1);
        assertThat(result.path("noiseConsistency").asDouble())
                .isGreaterThan(result.path("consistencyLimit").asDouble());
        assertThat(result.path("consistencyAsDrawn").asDouble()).isGreaterThan(mean);
        assertThat(result.path("consistentSamplesAsDrawn").asInt()).isZero();
        assertThat(result.path("refinements").asInt()).isEqualTo(100);
        assertThat(result.path("modelSha256").asString())
                .isEqualTo(ModelFile.open(used).sha256());
        assertThat(result.path("noise").asString()).isEqualTo("the difference from the full dose");
        assertThat(result.path("falsePositiveRate").isNumber()).isTrue();
        assertThat(result.path("reconstructionError").asDouble()).isPositive();
        assertThat(result.path("map").path("noiseReplicasOfAPatch").asInt()).isEqualTo(20);
        assertThat(result.path("spread").asDouble()).isPositive();
        assertThat(result.path("map").path("patches").asInt()).isEqualTo(1);
        assertThat(frames(out.resolve("scan.nii.invariance.gif"))).isEqualTo(Math.toIntExact(1 + counted));
        assertThat(out.resolve("invariance.html"))
                .content()
                .contains("<h2>What could have changed without being noticed</h2>", "data:image/gif;base64,")
                .contains("refined (as drawn 0)", "As drawn no sample would count", "100 steps of refinement");
        Cli again = analyse(image, "--invariance", model, "--samples", 4);
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err()).contains("exists already; --overwrite replaces it");
    }

    @Test
    void overwritingTakesAwayTheMapThatIsNotMadeAgain() {
        Object[] full = {"--invariance", model, "--full-dose", data.resolve("a/scan.nii"), "--samples", 2};
        assertThat(analyse(image, InvarianceRuns.with(full, "--map-samples", 2)).code())
                .isZero();
        Path map = folder.resolve("out/scan.nii.invariance-map.png");
        assertThat(map).exists();
        assertThat(analyse(image, InvarianceRuns.with(full, "--map-samples", 0, "--overwrite"))
                        .code())
                .isZero();
        assertThat(map).doesNotExist();
        assertThat(folder.resolve("out/scan.nii.invariance.png")).exists();
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

    /** A body that is wide enough to show its noise, but no spacing tells how coarse it is. */
    @Test
    void whereTheNoiseIsNotKnownNothingIsCalledAnatomy() throws IOException {
        Path odd = folder.resolve("even.nii");
        float[] values = new float[SIZE * SIZE];
        Random random = new Random(3);
        for (int i = 0; i < values.length; i++) {
            // Below soft tissue, so that no level of noise is read from it.
            values[i] = (float) (-70 + 15 * random.nextGaussian());
        }
        SampleFiles.nifti(odd, SIZE, SIZE, 1, values);
        Cli run = analyse(odd, "--invariance", wide(), "--samples", 3, "--map-samples", 2, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode result = run.json().path("results").get(0);
        assertThat(result.path("noise").asString()).startsWith("not known: it shows too little even soft tissue");
        assertThat(result.has("anatomicalSamples")).isFalse();
        assertThat(result.has("falsePositiveRate")).isFalse();
        assertThat(result.has("map")).isFalse();
        assertThat(folder.resolve("out/invariance.html"))
                .content()
                .contains("no sample can be called a change of anatomy");
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
    void theRefusalNamesThePatchOfMostContrastAndHowManyWereTried() throws IOException {
        Path bone = folder.resolve("bone.nii");
        SampleFiles.nifti(bone, 2 * SIZE, SIZE, 1, 2000, 2100, 2050);
        Cli run = analyse(bone, "--invariance", model, "--samples", 2, "--map-samples", 0);
        assertThat(run.err()).contains("none of 3 patches can be analysed; the first that was tried: the patch at row");
    }

    @Test
    void wrongUsageIsToldBeforeAnyWork() {
        assertThat(analyse(image, "--at", "3").code()).isEqualTo(2);
        assertThat(analyse(image, "--samples", "1").code()).isEqualTo(2);
        assertThat(analyse(image, "--map-samples", "1").err()).contains("0 or 2..1000");
    }
}
