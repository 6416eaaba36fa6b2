package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.Dtype;
import dev.limpid.model.ModelLibrary;
import dev.limpid.model.Safetensors;
import dev.limpid.model.StoredTensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Methods dncnn and dpir, and training of networks, on the command line. */
class NetworkMethodsTest {
    @TempDir
    Path folder;

    private final String before = System.getProperty(ModelLibrary.PROPERTY, "");

    @BeforeEach
    void useAnEmptyLibrary() {
        System.setProperty(ModelLibrary.PROPERTY, folder.resolve("models").toString());
    }

    @AfterEach
    void restore() {
        System.setProperty(ModelLibrary.PROPERTY, before);
    }

    @Test
    void dncnnRunsTheWeightsItIsGivenAndSaysSo() throws IOException {
        Path weights = halving();
        Path image = SampleFiles.png(folder.resolve("in/a.png"), 12, 17, 1);
        Cli run = denoise(image, "--method", "dncnn", "--set", "weights=" + weights, "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("method dncnn with weights halving.safetensors");
        String parameters = run.json().get("results").get(0).get("parameters").asString();
        assertThat(parameters).contains("dncnn(weights=halving.safetensors", "model sha256 ", "range 0.0:255.0");
        assertThat(run.json().get("results").get(0).get("method").asString())
                .isEqualTo("DnCNN with the weights in halving.safetensors");
        assertThat(folder.resolve("out/a.png")).exists();
    }

    @Test
    void methodsWithoutWeightsSayHowToGiveThem() throws IOException {
        Path image = SampleFiles.png(folder.resolve("in/a.png"), 12, 17, 1);
        Cli dncnn = denoise(image, "--method", "dncnn");
        assertThat(dncnn.code()).isEqualTo(2);
        assertThat(dncnn.err()).contains("--set weights=FILE");
        Cli dpir = denoise(image, "--method", "dpir");
        assertThat(dpir.code()).isEqualTo(2);
        assertThat(dpir.err()).contains("there is no model drunet");
        Cli foreign = denoise(image, "--method", "dpir", "--set", "weights=" + halving());
        assertThat(foreign.code()).isEqualTo(2);
        assertThat(foreign.err()).contains("has weights of dncnn, but method dpir runs drunet");
        Cli model = denoise(image, "--method", "dpir", "--model", "x");
        assertThat(model.code()).isEqualTo(2);
        assertThat(model.err()).contains("--set weights=");
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void aTrainedDrunetIsRunByNameAndByMethodButNeverChosenUnasked() throws IOException {
        for (String patient : List.of("a", "b", "c")) {
            SampleFiles.png(folder.resolve("images/" + patient + "/1.png"), 32, 32, patient.hashCode());
        }
        Path recipe = Files.writeString(folder.resolve("recipe.json"), """
                {"name": "drunet", "title": "a toy", "modality": "OTHER", "unit": "NORMALISED", "margin": 0.5,
                 "licence": "none", "sources": [{"name": "made", "licence": "none", "subset": "all", "patients": []}],
                 "network": {"name": "drunet", "parameters": {"widths": "2,2,2,2", "blocks": 1}},
                 "settings": {"patch": 16, "batch": 1, "seed": 1, "precision": "fp32", "validateEvery": 2,
                  "validationImages": 1, "noise": {"gaussian": 0.2, "rician": 0, "speckle": 0, "poissonPeakLow": 1,
                  "poissonPeakHigh": 1, "gaussianShare": 1, "clipShare": 0},
                  "phases": [{"subsets": [{"name": "all", "weight": 1}], "steps": 3, "learningRate": 0.001,
                   "cosineSteps": 3, "coolDownSteps": 0, "loss": "ABSOLUTE", "augmentation":
                   {"halfResolution": 0, "blur": 0, "gain": 0, "inversion": 0}}]}}
                """);
        Path model = folder.resolve("models/drunet.safetensors");
        String images = folder.resolve("images").toString();
        Cli wrong = Cli.run("train", "unet", "--data", images, "--recipe", recipe, "-o", model);
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("is the recipe of a drunet");
        Cli trained = Cli.run("train", "drunet", "--data", images, "--recipe", recipe, "-o", model);
        assertThat(trained.code()).as(trained.err()).isZero();
        assertThat(Cli.run("models").out()).startsWith("drunet: a toy (drunet blocks=1 widths=2,2,2,2), OTHER");

        Path image = SampleFiles.png(folder.resolve("in/a.png"), 21, 18, 1);
        Cli method = denoise(image, "--method", "dpir", "--set", "sigma=auto", "--set", "iterations=2", "--json");
        assertThat(method.code()).as(method.err()).isZero();
        assertThat(parameters(method)).contains("dpir(weights=drunet, sigma=auto, iterations=2, ensemble=1");
        Cli named = denoise(image, "--model", "drunet", "--set", "sigma=0.05", "--json", "--overwrite");
        assertThat(named.code()).as(named.err()).isZero();
        assertThat(parameters(named)).contains("drunet(sigma=0.05, iterations=1");
        Cli unasked = denoise(image, "--overwrite");
        assertThat(unasked.code()).isEqualTo(1);
        assertThat(unasked.linesNaming(image)).singleElement().asString().contains("no model for modality OTHER");
        Cli unknown = denoise(image, "--model", "drunet", "--set", "radius=1", "--overwrite");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--set sigma");
    }

    @ParameterizedTest
    @ValueSource(strings = {"unet", "drunet", "dncnn"})
    void everyNetworkCanBeTrainedFromAFolderByPresetAndOptions(String network) throws IOException {
        for (String patient : List.of("a", "b", "c")) {
            SampleFiles.png(folder.resolve("images/" + patient + "/1.png"), 128, 128, patient.hashCode());
        }
        assertThat(Cli.run("train", network, "--help").out())
                .contains("Usage: limpid train " + network, "--recipe", "--resume", "MODEL.checkpoint");
        Path model = folder.resolve("models/own-" + network + ".safetensors");
        Cli run = Cli.run(
                "train", network, "--data", folder.resolve("images"), "-o", model, "--steps", 1, "--range", "0:255");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("(" + network + " ");
    }

    private static String parameters(Cli run) {
        return run.json().get("results").get(0).get("parameters").asString();
    }

    private Cli denoise(Path in, Object... more) {
        Object[] all = new Object[5 + more.length];
        System.arraycopy(new Object[] {"denoise", in, "-o", folder.resolve("out"), "--no-evidence"}, 0, all, 0, 5);
        System.arraycopy(more, 0, all, 5, more.length);
        return Cli.run(all);
    }

    /** A DnCNN of two layers that takes half of the image for noise. */
    private Path halving() throws IOException {
        float[] centre = new float[9];
        centre[4] = 1;
        float[] half = new float[9];
        half[4] = 0.5f;
        Path file = folder.resolve("halving.safetensors");
        Safetensors.write(
                file,
                List.of(
                        StoredTensor.ofFloats("model.0.weight", Dtype.F32, centre, 1, 1, 3, 3),
                        StoredTensor.ofFloats("model.0.bias", Dtype.F32, new float[1], 1),
                        StoredTensor.ofFloats("model.2.weight", Dtype.F32, half, 1, 1, 3, 3),
                        StoredTensor.ofFloats("model.2.bias", Dtype.F32, new float[1], 1)),
                Map.of(),
                true);
        return file;
    }
}
