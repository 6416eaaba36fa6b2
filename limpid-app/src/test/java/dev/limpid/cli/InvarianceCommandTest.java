package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.invariance.InvarianceCard;
import dev.limpid.model.Architecture;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.invariance.Buffers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
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
        return run(fixed, more);
    }

    private static Cli run(Object[] fixed, Object... more) {
        return Cli.run(Stream.concat(Arrays.stream(fixed), Arrays.stream(more)).toArray());
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
        assertThat(shared.resolve("gaussian.run.json"))
                .content()
                .contains("imagesSha256", "gaussian(sigma=1.0)", "seed");
        Path kept = Files.writeString(folder.resolve("kept.log.csv"), "another's");
        Cli beside = train(folder.resolve("kept.safetensors"));
        assertThat(beside.err()).contains("kept.log.csv exists; use --overwrite");
        assertThat(kept).hasContent("another's");
    }

    private static Cli trainFrom(Path start, Path target, Object... more) {
        Object[] fixed = {
            "train",
            "invariance",
            "--data",
            data,
            "-o",
            target,
            "--method",
            "median",
            "--pool",
            16,
            "--steps",
            1,
            "--flow-steps",
            1,
            "--seed",
            7,
            "--restoration",
            "none",
            "--threads",
            1,
            "--from",
            start
        };
        return run(fixed, more);
    }

    @Test
    void aTrainingStartsFromTheWeightsOfAnotherDenoisersModel() throws IOException {
        Path target = folder.resolve("median.safetensors");
        Cli run = trainFrom(model, target);
        assertThat(run.code()).as(run.err()).isZero();
        ModelFile start = ModelFile.open(model);
        ModelFile end = ModelFile.open(target);
        assertThat(InvarianceCard.of(end.card()).denoiser().description()).startsWith("median");
        assertThat(end.card().training().schedule()).contains("started from " + start.label(), start.sha256());
        assertThat(folder.resolve("median.run.json")).content().contains("fromSha256", start.sha256());
        for (StoredTensor before : start.tensors()) {
            if (before.sizes().length < 2 || !Buffers.isTrained(before.name())) {
                continue;
            }
            float[] were = before.toFloats();
            float[] are = end.tensor(before.name()).toFloats();
            for (int i = 0; i < were.length; i++) {
                // A step of Adam moves a weight by its rate at most; bf16 keeps 8 bits.
                assertThat(are[i]).as(before.name()).isCloseTo(were[i], within(3e-4f + Math.abs(were[i]) / 128));
            }
        }
    }

    @Test
    void aModelOfOtherSizesIsNoStart() {
        Cli run = trainFrom(model, folder.resolve("large.safetensors"), "--preset", "paper");
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("gaussian.safetensors has other sizes than those asked for");
        Cli denoiser = trainFrom(Path.of("ct-cnn10"), folder.resolve("wrong.safetensors"));
        assertThat(denoiser.err()).contains("is a model to denoise, not of the invariances of a denoiser");
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
        assertThat(analyse(image, with(full, "--map-samples", 2)).code()).isZero();
        Path map = folder.resolve("out/scan.nii.invariance-map.png");
        assertThat(map).exists();
        assertThat(analyse(image, with(full, "--map-samples", 0, "--overwrite")).code())
                .isZero();
        assertThat(map).doesNotExist();
        assertThat(folder.resolve("out/scan.nii.invariance.png")).exists();
    }

    private static Object[] with(Object[] some, Object... more) {
        Object[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
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
    void dataWithoutCtAreNoWrongUsage() throws IOException {
        Path empty = Files.createDirectories(folder.resolve("empty/a"));
        Files.writeString(empty.resolve("scan.nii"), "no image");
        Cli run = Cli.run(
                "train", "invariance", "--data", folder.resolve("empty"), "-o", folder.resolve("m.safetensors"));
        assertThat(run.code()).as(run.err()).isNotZero();
        Cli machine = Cli.run(
                "train",
                "invariance",
                "--data",
                data,
                "-o",
                folder.resolve("m.safetensors"),
                "--checkpoint-seconds",
                0);
        assertThat(machine.code()).isEqualTo(2);
        assertThat(machine.err()).contains("at least a second apart");
    }

    @Test
    void aWrongNetworkOfThePerceptualLossIsToldBeforeThePoolIsDenoised() {
        Path root = Path.of(System.getProperty("limpid.root", ".."));
        Cli run = Cli.run(
                "train",
                "invariance",
                "--data",
                data,
                "-o",
                folder.resolve("m.safetensors"),
                "--method",
                "gaussian",
                "--pool",
                16,
                "--restoration",
                root.resolve("models/ct.safetensors"));
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("its feature maps cannot be compared", "by --restoration")
                .doesNotContain("patches denoised");
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
