package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.invariance.InvarianceCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.StoredTensor;
import dev.limpid.network.invariance.Buffers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid train invariance}, for a few steps. */
class TrainInvarianceCommandTest {
    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static Path data;
    private static Path model;

    @BeforeAll
    static void trainForAGaussianFilter() throws IOException {
        data = InvarianceRuns.data(shared.resolve("data"));
        model = shared.resolve("gaussian.safetensors");
        Cli run = InvarianceRuns.train(data, model);
        assertThat(run.code()).as(run.err()).isZero();
    }

    @Test
    void theModelSaysWhoseInvariancesItKnows() throws IOException {
        InvarianceCard card = InvarianceCard.of(ModelFile.open(model).card());
        assertThat(card.denoiser().description()).startsWith("gaussian(sigma=1.0)");
        assertThat(Files.size(model)).isLessThan(20_000_000);
        assertThat(shared.resolve("gaussian.log.csv")).content().contains("reconstruction", "likelihood");
        assertThat(shared.resolve("gaussian.checkpoint")).doesNotExist();
        Cli again = InvarianceRuns.train(data, model);
        assertThat(again.code()).isNotZero();
        assertThat(again.err()).contains("exists; use --overwrite");
        assertThat(shared.resolve("gaussian.run.json"))
                .content()
                .contains("imagesSha256", "gaussian(sigma=1.0)", "seed");
        Path kept = Files.writeString(folder.resolve("kept.log.csv"), "another's");
        Cli beside = InvarianceRuns.train(data, folder.resolve("kept.safetensors"));
        assertThat(beside.err()).contains("kept.log.csv exists; use --overwrite");
        assertThat(kept).hasContent("another's");
    }

    @Test
    void aTrainingStartsFromTheWeightsOfAnotherDenoisersModel() throws IOException {
        Path target = folder.resolve("median.safetensors");
        Cli run = InvarianceRuns.trainFrom(model, data, target);
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
        Cli run = InvarianceRuns.trainFrom(model, data, folder.resolve("large.safetensors"), "--preset", "paper");
        assertThat(run.code()).isNotZero();
        assertThat(run.err()).contains("gaussian.safetensors has other sizes than those asked for");
        Cli denoiser = InvarianceRuns.trainFrom(Path.of("ct-cnn10"), data, folder.resolve("wrong.safetensors"));
        assertThat(denoiser.err()).contains("is a model to denoise, not of the invariances of a denoiser");
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
    void theCardSaysThatDiscsWerePutIntoTheImages() throws IOException {
        Path target = folder.resolve("discs.safetensors");
        Cli run = InvarianceRuns.train(data, target, "--discs");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(ModelFile.open(target)
                        .card()
                        .training()
                        .degradations()
                        .get(1)
                        .describe())
                .isEqualTo("discs (contrast=0.075..0.2 of the range, diameter=8.0..14.0 pixels)");
        assertThat(ModelFile.open(model).card().training().degradations()).hasSize(1);
    }

    @Test
    void wrongUsageIsToldBeforeAnyWork() {
        assertThat(InvarianceRuns.train(data, folder.resolve("model.bin")).err())
                .contains("ends in .safetensors");
        assertThat(Cli.run("train", "invariance", "--data", data, "-o", "x.safetensors", "--preset", "huge")
                        .err())
                .contains("small or paper");
    }
}
