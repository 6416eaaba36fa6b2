package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ExplainCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path restoration;
    private Path in;
    private Path out;

    @BeforeAll
    static void trainARestorationNetwork() throws IOException {
        Path data = shared.resolve("data");
        SampleFiles.png(data.resolve("a/1.png"), 40, 40, 1);
        SampleFiles.png(data.resolve("b/1.png"), 40, 40, 2);
        Path recipe = Files.writeString(
                shared.resolve("recipe.json"),
                "{\"name\": \"eye\", \"title\": \"a toy\", \"modality\": \"XRAY\", \"unit\": \"ARBITRARY\","
                        + " \"margin\": 0.5, \"licence\": \"none\", \"sources\": [], \"task\": \"restore\","
                        + " \"network\": {\"name\": \"unet\", \"parameters\": {\"base\": \"2\", \"residual\": \"false\"}},"
                        + " \"settings\": {\"patch\": 16, \"batch\": 2, \"seed\": 1, \"precision\": \"fp32\", \"noise\":"
                        + " {\"gaussian\": 0.0, \"rician\": 0.0, \"speckle\": 0.0, \"poissonPeakLow\": 1.0,"
                        + " \"poissonPeakHigh\": 1.0, \"gaussianShare\": 1.0, \"clipShare\": 0.0}, \"validateEvery\": 60,"
                        + " \"validationImages\": 1, \"phases\": [{\"subsets\": [{\"name\": \"all\", \"weight\": 1.0}],"
                        + " \"steps\": 60, \"learningRate\": 0.01, \"cosineSteps\": 60, \"coolDownSteps\": 0, \"loss\":"
                        + " \"SQUARED\", \"augmentation\": {\"halfResolution\": 0.0, \"blur\": 0.0, \"gain\": 0.0,"
                        + " \"inversion\": 0.0}}]}}");
        restoration = shared.resolve("eye.safetensors");
        Cli run = Cli.run("train", "unet", "--recipe", recipe, "--data", data, "-o", restoration, "--threads", 1);
        assertThat(run.code()).as(run.err()).isZero();
    }

    @BeforeEach
    void makeImages() throws IOException {
        in = folder.resolve("in");
        out = folder.resolve("out");
        SampleFiles.png(in.resolve("p/one.png"), 40, 52, 3);
        SampleFiles.png(in.resolve("two.png"), 37, 33, 4);
    }

    @Test
    void eachImageGetsItsPicturesAndNumbersAndTheRunOnePage() throws IOException {
        Files.writeString(in.resolve("boxes.json"), "{\"two.png\": [[3, 4, 20, 21], [22, 22, 30, 30]]}");
        Cli run = explain(in, "--method", "gaussian", "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(SampleFiles.below(out))
                .containsExactly(
                        "explain.html",
                        "p/one.png.explain.json",
                        "p/one.png.explain.png",
                        "two.png.explain.json",
                        "two.png.explain.png");
        JsonNode result = run.json().path("results").get(1);
        assertThat(result.path("similarity").asDouble()).isBetween(-1.0, 1.0);
        assertThat(result.path("strong").asInt()).isBetween(50, 80);
        assertThat(result.path("lesions")).hasSize(2);
        assertThat(result.path("lesions").get(0).path("where").asString()).isEqualTo("columns 3..19, rows 4..20");
        assertThat(result.path("lesions").get(1).path("pixels").asInt()).isEqualTo(64);
        assertThat(run.json().path("results").get(0).has("lesions")).isFalse();
        assertThat(Files.readString(out.resolve("explain.html")))
                .contains("default-src 'none'")
                .contains("two.png, lesion 2 (columns 22..29, rows 22..29)")
                .contains("type=\"radio\"")
                .contains("class=\"over\"")
                .doesNotContain("<script");
    }

    @Test
    void whatWasNotChangedHasTheSameMaps() throws IOException {
        Cli run = explain(in.resolve("two.png"), "--denoised", in.resolve("two.png"), "--json");
        assertThat(run.code()).as(run.err()).isZero();
        JsonNode result = run.json().path("results").get(0);
        assertThat(result.path("error").asDouble()).isZero();
        assertThat(result.path("strong").asInt()).isPositive();
        assertThat(result.path("lost").asInt()).isZero();
        assertThat(result.path("made").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"gradient, Gradient", "smooth-grad, SmoothGrad", "grad-cam, Grad-CAM"})
    void otherMapsAreShownForComparisonAndCalledWhatTheyAre(String kind, String title) throws IOException {
        Cli run = explain(in.resolve("two.png"), "--method", "gaussian", "--maps", kind, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("results").get(0).path("maps").asString()).isEqualTo(kind);
        assertThat(Files.readString(out.resolve("explain.html")))
                .contains("size of the map, " + title)
                .contains("for comparison with feature maps by guided backpropagation")
                .doesNotContain("keep open");
    }

    @Test
    void aKindOfMapThatIsNotThereIsNamedBesideThoseThatAre() {
        Cli run = explain(in.resolve("two.png"), "--method", "gaussian", "--maps", "gradcam");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("no kind of map 'gradcam'; did you mean 'grad-cam'?")
                .contains("guided");
    }

    @Test
    void resultsThatAreThereAreTakenByTheirRelativePaths() throws IOException {
        Path denoised = folder.resolve("denoised");
        SampleFiles.png(denoised.resolve("p/one.png"), 40, 52, 9);
        SampleFiles.png(denoised.resolve("two.png"), 30, 33, 9);
        Cli run = explain(in, "--denoised", denoised);
        assertThat(run.code()).isEqualTo(1);
        assertThat(SampleFiles.below(out)).contains("p/one.png.explain.png").doesNotContain("two.png.explain.png");
        assertThat(run.linesNaming("two.png")).hasSize(1);
        assertThat(run.err()).contains("its result").contains("denoised/two.png");
        Cli one = explain(in, "--denoised", denoised.resolve("two.png"), "--overwrite");
        assertThat(one.code()).isEqualTo(2);
        assertThat(one.err()).contains("names one file for 2 inputs");
        Cli both = explain(in, "--denoised", denoised, "--method", "gaussian", "--overwrite");
        assertThat(both.code()).isEqualTo(2);
        assertThat(both.err()).contains("leave out --method");
    }

    @Test
    void nothingThatIsThereIsReplacedUnasked() throws IOException {
        explain(in.resolve("two.png"), "--method", "gaussian");
        byte[] first = Files.readAllBytes(out.resolve("two.png.explain.png"));
        Cli again = explain(in.resolve("two.png"), "--method", "median");
        assertThat(again.code()).isEqualTo(1);
        assertThat(out.resolve("two.png.explain.png")).hasBinaryContent(first);
        Cli replaced = explain(in.resolve("two.png"), "--method", "median", "--overwrite");
        assertThat(replaced.code()).as(replaced.err()).isZero();
        assertThat(Files.readAllBytes(out.resolve("two.png.explain.png"))).isNotEqualTo(first);
    }

    @Test
    void withoutARestorationNetworkNothingIsExplained() throws IOException {
        Cli denoiser = Cli.run("explain", in, "-o", out, "--method", "gaussian", "--restoration", "cxr");
        assertThat(denoiser.code()).isEqualTo(2);
        assertThat(denoiser.err()).contains("a model to denoise, not to restore");
        Cli run = Cli.run("explain", in.resolve("two.png"), "-o", out, "--method", "gaussian", "--modality", "other");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("no restoration network for modality OTHER")
                .contains("--restoration");
    }

    private Cli explain(Path input, Object... more) {
        Object[] start = {"explain", input, "-o", out, "--restoration", restoration, "--modality", "xray"};
        Object[] all = Arrays.copyOf(start, start.length + more.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return Cli.run(all);
    }
}
