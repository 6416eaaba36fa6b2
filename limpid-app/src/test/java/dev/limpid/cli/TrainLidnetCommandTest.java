package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.model.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code limpid train lidnet} on CT, from shipped models. */
class TrainLidnetCommandTest {
    @TempDir
    private static Path shared;

    private static Path data;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeImages() throws IOException {
        data = shared.resolve("data");
        for (String patient : List.of("a", "b", "c")) {
            SampleCt.of(128, 128, 1, 30, 0, false)
                    .rescaled()
                    .spacing(0.8, 0.8)
                    .write(data.resolve(patient).resolve("1.dcm"));
            Files.writeString(data.resolve(patient).resolve("boxes.json"), "{\"1.dcm\": [[60, 60, 90, 90]]}");
        }
    }

    private Cli train(Path target, Object... more) {
        Object[] arguments = {
            "train",
            "lidnet",
            "--data",
            data,
            "-o",
            target,
            "--modality",
            "ct",
            "--crop",
            64,
            "--detector-model",
            "ct-tumour",
            "--joint-steps",
            2,
            "--threads",
            1
        };
        Object[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return Cli.run(all);
    }

    @Test
    void bothLossesTogetherTrainAShippedDenoiserAndItsResultIsTheNetworksOwn() throws IOException {
        Path target = folder.resolve("both.safetensors");
        Cli run = train(
                target,
                "--denoiser-model",
                "ct-low-dose",
                "--feature-weight",
                0.1,
                "--restoration",
                "ct-restoration",
                "--severity",
                "1:1",
                "--dose",
                0.1,
                "--exclude",
                "a");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("1 training images of 1 patients, 1 with 1 boxes");
        ModelFile made = ModelFile.open(target);
        ModelFile start = ModelFile.open(Path.of("../models/ct-low-dose.safetensors"));
        assertThat(made.card().input().range()).isEqualTo(start.card().input().range());
        assertThat(made.card().input().localMean())
                .as("what was not there in training")
                .isEmpty();
        assertThat(made.card().training().loss()).contains("0.1 x feature loss (soft gates", "in ct-restoration");
        assertThat(made.card().training().degradations())
                .singleElement()
                .asString()
                .contains("low-dose", "dose=0.1", "1.0..1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "--proposals, -1, the number of proposals must be 0 or more",
        "--feature-weight, 0.1, need a restoration network; give it by --restoration",
        "--denoiser-loss, wgan-vgg, need a restoration network; give it by --restoration",
        "--restoration, ct-restoration, no loss looks into the restoration network; give --feature-weight or",
        "--denoiser-loss, ssim, no loss of a denoiser 'ssim'; there are mse, wgan-vgg"
    })
    void lossesThatLackSomethingOrAreNotThereAreWrongUsage(String option, String value, String said) {
        Cli run = train(folder.resolve("half.safetensors"), option, value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(said);
    }

    @Test
    void wganVggLearnsByItsOwnCriticAndFeatures() throws IOException {
        Path target = folder.resolve("game.safetensors");
        Cli run = train(
                target,
                "--denoiser-model",
                "ct-wganvgg",
                "--denoiser-loss",
                "wgan-vgg",
                "--restoration",
                "ct-restoration",
                "--perceptual",
                "none");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ModelFile.open(target).card().training().loss())
                .startsWith("L1 of the encoder of ct-restoration")
                .endsWith(
                        " + 0.001 x WGAN critic with gradient penalty of 16 channels (patches of 64 pixels) + 0.03 x"
                                + " detection, each scaled to the first, without the critic, as they are when the joint stage begins");
    }

    @Test
    void aDetectorThatStaysAsItIsMustBeTrainedAlready() {
        Path target = folder.resolve("untrained.safetensors");
        Cli run = Cli.run("train", "lidnet", "--data", data, "-o", target, "--fixed-detector");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--fixed-detector needs a detector that is trained already");
    }

    @Test
    void aDetectorThatStaysAsItIsIsWrittenBesideTheDenoiserWithItsOwnCard() throws IOException {
        Path target = folder.resolve("kept.safetensors");
        Cli run = train(target, "--denoiser-model", "ct-cnn10", "--fixed-detector", "--keep-last", "--proposals", 0);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ModelFile.open(target).card().training().loss()).contains("(roi: lesions and 0 proposals)");
        assertThat(ModelFile.open(target).card().training().schedule())
                .contains("the detector staying as it is, 2 steps, whose last state is kept");
        ModelFile given = ModelFile.open(Path.of("../models/ct-tumour.safetensors"));
        ModelFile beside = ModelFile.open(folder.resolve("kept-detector.safetensors"));
        assertThat(beside.sha256()).isEqualTo(given.sha256());
    }

    @Test
    void anOptionThatAnotherOverrulesIsWrongUsage() {
        for (List<Object> overruled : List.of(
                List.<Object>of("--denoiser-model", "ct-cnn10", "--denoiser", "cnn10"),
                List.<Object>of("--label", "tumour"),
                List.<Object>of("--keep-last", "--patience", 3),
                List.<Object>of("--perceptual", "none", "--perceptual-weight", 1),
                List.<Object>of("--perceptual", "image", "--proposals", 8))) {
            Cli run = train(folder.resolve("other.safetensors"), overruled.toArray());
            assertThat(run.code()).isEqualTo(2);
            assertThat(run.err()).contains(" has no effect beside ");
        }
    }

    @Test
    void aDenoiserThatIsUsedWithMoreThanItsNetworkIsWrongUsage() {
        Cli run = train(folder.resolve("more.safetensors"), "--denoiser-model", "ct-artefacts");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("needs images after a correction of artefacts");
    }

    @Test
    void aPatientThatIsNotThereCannotBeExcluded() {
        Cli run = train(folder.resolve("none.safetensors"), "--denoiser-model", "ct-cnn10", "--exclude", "nobody");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("the patient 'nobody' to be excluded by --exclude has no image in", "such as a, b, c");
        assertThat(folder.resolve("none.safetensors")).doesNotExist();
    }
}
