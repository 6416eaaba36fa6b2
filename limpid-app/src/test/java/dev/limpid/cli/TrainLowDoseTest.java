package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code limpid train} of the published networks for low-dose CT. */
class TrainLowDoseTest {
    private static final int SIZE = 128;
    private static final Path RESTORATION = Path.of("..", "models", "ct-restoration.safetensors");

    @TempDir
    private Path folder;

    private Path data;

    /** Three patients of even, noisy tissue. */
    @BeforeEach
    void makeScans() throws IOException {
        data = folder.resolve("data");
        Random random = new Random(3);
        for (String patient : new String[] {"a", "b", "c"}) {
            float[] values = new float[SIZE * SIZE];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (40 + 15 * random.nextGaussian());
            }
            Files.createDirectories(data.resolve(patient));
            SampleFiles.nifti(data.resolve(patient).resolve("scan.nii"), SIZE, SIZE, 1, values);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cnn10", "redcnn", "dugan", "resnet", "qae", "transct", "bilateral"})
    void lowersTheDoseOfItsImagesAndSaysSo(String network) throws IOException {
        Path model = folder.resolve(network + ".safetensors");
        Cli run = Cli.run(
                "train", network, "--data", data, "-o", model, "--modality", "ct", "--steps", 2, "--threads", 1);
        assertThat(run.code()).as(run.err()).isZero();
        ModelFile file = ModelFile.open(model);
        assertThat(file.card().summary())
                .contains(network.equals("dugan") ? "redcnn" : network)
                .contains("low-dose noise");
        Cli denoised = Cli.run(
                "denoise",
                data.resolve("a/scan.nii"),
                "-o",
                folder.resolve("out"),
                "--model",
                model,
                "--modality",
                "ct",
                "--evidence",
                "none");
        assertThat(denoised.code()).as(denoised.err()).isZero();
    }

    @Test
    void aPerceptualLossComparesTheEncoderOfARestorationNetworkAndTheCardSaysSo() throws IOException {
        Path model = folder.resolve("wganvgg.safetensors");
        Cli run = Cli.run(wganVgg(model, "--restoration", RESTORATION));
        assertThat(run.code()).as(run.err()).isZero();
        ModelCard card = ModelFile.open(model).card();
        assertThat(card.training().loss())
                .contains("1.0 x L1 of 4 levels of the encoder of ct-restoration (sha256 ")
                .contains("WGAN critic");
        assertThat(card.training().steps()).isEqualTo(4);
    }

    @Test
    void aPerceptualLossWithoutANetworkOrWithAnotherIsRefusedInOneLine() {
        Path model = folder.resolve("wganvgg.safetensors");
        Path nowhere = folder.resolve("new");
        Cli without = Cli.run(wganVgg(nowhere.resolve("wganvgg.safetensors")));
        assertThat(without.code()).isEqualTo(2);
        assertThat(nowhere).doesNotExist();
        assertThat(without.err()).contains("--restoration FILE or --vgg19 FILE").doesNotContain("Exception");
        Cli other = Cli.run(wganVgg(model, "--vgg19", RESTORATION));
        assertThat(other.code()).isNotZero();
        assertThat(other.err()).contains("has no tensor features.0.weight").doesNotContain("Exception");
        assertThat(model).doesNotExist();
    }

    @Test
    void fewerStepsThanPhasesAreWrongUsage() {
        for (int steps : new int[] {-5, 0, 1}) {
            Cli run = Cli.run(
                    "train",
                    "dugan",
                    "--data",
                    data,
                    "-o",
                    folder.resolve("x.safetensors"),
                    "--modality",
                    "ct",
                    "--steps",
                    steps);
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains("steps must be at least 2, one for each phase, not " + steps);
        }
    }

    private Object[] wganVgg(Path model, Object... more) {
        List<Object> words = new ArrayList<>(
                List.of("train", "wganvgg", "--data", data, "-o", model, "--modality", "ct", "--steps", 4));
        words.addAll(List.of(more));
        return words.toArray();
    }

    @Test
    void imagesThatAreNoCtAreRefusedBeforeAnyStep() throws IOException {
        Path pictures = folder.resolve("pictures");
        SampleFiles.png(pictures.resolve("a/1.png"), SIZE, SIZE, 1);
        SampleFiles.png(pictures.resolve("b/1.png"), SIZE, SIZE, 2);
        Cli run = Cli.run("train", "cnn10", "--data", pictures, "-o", folder.resolve("x.safetensors"), "--steps", 2);
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("Hounsfield units").doesNotContain("Exception");
        assertThat(folder.resolve("x.safetensors")).doesNotExist();
    }
}
