package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.model.InferenceOptions;
import dev.limpid.model.LearnedDenoiser;
import dev.limpid.model.ModelCard;
import dev.limpid.model.ModelFile;
import dev.limpid.model.StoredTensor;
import dev.limpid.model.Training;
import dev.limpid.network.Network;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

class TrainingRunTest {
    @TempDir
    Path folder;

    private Path images;

    @BeforeEach
    void writeThreePatients() throws IOException {
        images = folder.resolve("images");
        for (String patient : List.of("a", "b", "c")) {
            Path of = Files.createDirectories(images.resolve(patient));
            for (int i = 0; i < 2; i++) {
                BufferedImage picture = new BufferedImage(32, 32, BufferedImage.TYPE_BYTE_GRAY);
                for (int k = 0; k < 1024; k++) {
                    picture.getRaster().setSample(k % 32, k / 32, 0, (k * 7 + i * 31) % 256);
                }
                ImageIO.write(picture, "png", of.resolve(i + ".png").toFile());
            }
        }
    }

    @Test
    void aFolderOfPatientsBecomesAModelThatDenoises() throws IOException {
        Path target = folder.resolve("new/toy.safetensors");
        List<String> lines = new ArrayList<>();
        ModelFile model = train(recipe("toy", 3), target, false, lines);
        assertThat(lines).contains("4 training images, 2 validation images");
        assertThat(model.card().training().patients()).isEqualTo(2);
        assertThat(model.card().domain()).isPresent();
        assertThat(folder.resolve("new/toy.run.json")).content().contains("imagesSha256", "\"seed\" : 3");
        assertThat(folder.resolve("new/toy.log.csv"))
                .content()
                .startsWith("step,loss")
                .contains("3,");
        assertThat(folder.resolve("new/toy.checkpoint")).doesNotExist();
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, InferenceOptions.DEFAULT)) {
            Slice image = Slice.of(16, 16, new float[256], Unit.ARBITRARY);
            assertThat(denoiser.forRange(IntensityRange.ofBits(8))
                            .denoise(image)
                            .size())
                    .isEqualTo(256);
        }
    }

    @Test
    void aLaterPhaseGoesOnFromTheModelOfAnEarlierOneAsIfItWereOneRun() throws IOException {
        TrainingRecipe one = recipe("toy", 3);
        TrainingPhase phase = one.settings().phases().get(0);
        TrainingSettings both = new TrainingSettings(
                Optional.of(2),
                16,
                1,
                3,
                "fp32",
                NoiseMix.standard(),
                1,
                2,
                Optional.empty(),
                List.of(phase, phase.withSteps(2)));
        Path straight = folder.resolve("straight.safetensors");
        ModelFile expected = train(one.with(both), straight, false, new ArrayList<>());
        ModelFile first = train(one, folder.resolve("first.safetensors"), false, new ArrayList<>());
        Path target = folder.resolve("second.safetensors");
        TrainingRun training = training(one.with(both), new ArrayList<>());
        training.startAfter(first, 1, DataFolder.open(images), target, false);
        ModelFile second = training.run(DataFolder.open(images), target, true, false, "a test", "test");
        for (StoredTensor tensor : expected.tensors()) {
            assertThat(second.tensor(tensor.name()).toFloats()).isEqualTo(tensor.toFloats());
        }
        assertThatThrownBy(() -> training.startAfter(first, 2, DataFolder.open(images), target, false))
                .hasMessageContaining("1..1");
        TrainingSettings wider = new TrainingSettings(
                Optional.of(3),
                16,
                1,
                3,
                "fp32",
                NoiseMix.standard(),
                1,
                2,
                Optional.empty(),
                List.of(phase, phase.withSteps(2)));
        assertThatThrownBy(() -> training.startAfter(first, 1, DataFolder.open(images), target, false))
                .hasMessageContaining("exists; use --overwrite");
        assertThat(folder.resolve("second.checkpoint")).doesNotExist();
        Path third = folder.resolve("third.safetensors");
        assertThatThrownBy(() -> training(one.with(wider), new ArrayList<>())
                        .startAfter(first, 1, DataFolder.open(images), third, false))
                .hasMessageContaining("base=2")
                .hasMessageContaining("base=3");
    }

    @Test
    void aPlainUNetCanBeGivenBlocksThatEarlierPhasesFroze() throws IOException {
        TrainingRecipe plain = recipe(unet(Map.of("base", "2")), 3);
        TrainingPhase phase = plain.settings().phases().get(0);
        TrainingPhase frozen = phase.freezing(".block");
        TrainingSettings both = new TrainingSettings(
                Optional.empty(),
                16,
                1,
                3,
                "fp32",
                plain.settings().noise(),
                1,
                2,
                Optional.empty(),
                List.of(frozen, phase));
        TrainingRecipe grown = recipe(unet(Map.of("base", "2", "blocks", "1,1,0,0,1")), 3);
        ModelFile expected = train(grown.with(both), folder.resolve("straight.safetensors"), false, new ArrayList<>());
        ModelFile first = train(plain, folder.resolve("first.safetensors"), false, new ArrayList<>());
        Path target = folder.resolve("second.safetensors");
        TrainingRun training = training(grown.with(both), new ArrayList<>());
        training.startAfter(first, 1, DataFolder.open(images), target, false);
        ModelFile second = training.run(DataFolder.open(images), target, true, false, "a test", "test");
        for (StoredTensor tensor : expected.tensors()) {
            assertThat(second.tensor(tensor.name()).toFloats()).isEqualTo(tensor.toFloats());
        }
        assertThat(second.card().architecture().parameters()).containsEntry("blocks", "1,1,0,0,1");
        TrainingSettings thawed = new TrainingSettings(
                Optional.empty(),
                16,
                1,
                3,
                "fp32",
                plain.settings().noise(),
                1,
                2,
                Optional.empty(),
                List.of(phase, phase));
        Path third = folder.resolve("third.safetensors");
        assertThatThrownBy(() -> training(grown.with(thawed), new ArrayList<>())
                        .startAfter(first, 1, DataFolder.open(images), third, false))
                .as("blocks that an earlier phase would have trained cannot be missing")
                .hasMessageContaining("blocks=1,1,0,0,1");
    }

    private static Optional<NetworkPlan> unet(Map<String, String> parameters) {
        return Optional.of(new NetworkPlan("unet", parameters));
    }

    @ParameterizedTest
    @CsvSource({"drunet, 'blocks=1;widths=2,2,2,2', 8", "dncnn, 'depth=3;width=2', 1"})
    void aRecipeNamesItsNetworkAndTheCardRepeatsIt(String name, String parameters, int stride) throws IOException {
        Map<String, String> values = new TreeMap<>();
        for (String pair : parameters.split(";")) {
            values.put(pair.split("=")[0], pair.split("=")[1]);
        }
        TrainingRecipe recipe = recipe(Optional.of(new NetworkPlan(name, values)), 3);
        Path target = folder.resolve(name + ".safetensors");
        ModelFile model = train(recipe, target, false, new ArrayList<>());
        assertThat(model.card().architecture().name()).isEqualTo(name);
        assertThat(model.card().architecture().parameters()).isEqualTo(values);
        assertThat(model.card().training().degradations())
                .containsExactly(new Training.Noise("gaussian", Map.of("sigma", "0..0.2")));
        Path file = folder.resolve("recipe.json");
        Files.writeString(file, recipe.toJson());
        assertThat(TrainingRecipe.read(file)).isEqualTo(recipe);
        try (Network network = recipe.plan().create()) {
            assertThat(network.stride()).isEqualTo(stride);
        }
    }

    @Test
    void aRecipeWithoutANetworkIsThatOfAUNet() throws IOException {
        Path shipped = Path.of("../models/recipes/cxr.json");
        TrainingRecipe recipe = TrainingRecipe.read(shipped);
        assertThat(recipe.plan()).isEqualTo(new NetworkPlan("unet", Map.of("base", "32")));
        assertThatThrownBy(() -> recipe(Optional.of(recipe.plan()), 1).with(recipe.settings()))
                .hasMessageContaining("not both");
    }

    @Test
    void aFeatureLossIsTaughtByARestorationNetworkTrainedBefore() throws IOException {
        TrainingRecipe plain = recipe("toy", 2);
        TrainingSettings settings = plain.settings();
        TrainingRecipe preserving =
                plain.with(settings.with(settings.phases().get(0).preserving(FeatureTerm.soft(0.3))));
        TrainingRecipe restoring = TrainingRecipe.read(Files.writeString(
                folder.resolve("restore.json"),
                recipe(unet(Map.of("base", "2", "residual", "false")), 2)
                        .toJson()
                        .replaceAll("\"task\" : null", "\"task\" : \"restore\"")
                        .replaceAll("\"gaussian\" : 0.2", "\"gaussian\" : 0.0")));
        ModelFile teacher = train(restoring, folder.resolve("teacher.safetensors"), false, new ArrayList<>());
        assertThat(teacher.card().task()).isEqualTo(ModelCard.RESTORE);
        assertThat(teacher.card().training().degradations()).isEmpty();
        ModelFile model = training(preserving, Optional.of(teacher))
                .run(DataFolder.open(images), folder.resolve("a.safetensors"), false, false, "a test", "test");
        assertThat(model.card().training().loss()).contains("+ 0.3 x feature loss (soft gates");
        ModelFile denoiser = train(plain, folder.resolve("denoiser.safetensors"), false, new ArrayList<>());
        assertThatThrownBy(() -> training(preserving, Optional.of(denoiser))
                        .run(DataFolder.open(images), folder.resolve("b.safetensors"), false, false, "a test", "test"))
                .hasMessageContaining("is a model to denoise, not to restore");
        assertThatThrownBy(() -> training(preserving, Optional.empty())).hasMessageContaining("--restoration FILE");
        assertThatThrownBy(() -> training(plain, Optional.of(teacher))).hasMessageContaining("no phase");
    }

    @Test
    void anExcludedPatientIsNotTrainedOn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("without.json"),
                recipe("toy", 2).toJson().replaceFirst("\"excluded\" : null", "\"excluded\" : [ \"a\" ]"));
        List<String> lines = new ArrayList<>();
        ModelFile model = train(TrainingRecipe.read(file), folder.resolve("toy.safetensors"), false, lines);
        assertThat(lines).contains("2 training images, 2 validation images");
        assertThat(model.card().training().patients()).isEqualTo(1);
    }

    @Test
    void aModelThatIsThereIsNotReplacedUnasked() throws IOException {
        Path target = folder.resolve("toy.safetensors");
        Files.writeString(target, "precious");
        assertThatThrownBy(() -> train(recipe("toy", 1), target, false, new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("--overwrite");
        assertThat(target).hasContent("precious");
    }

    @Test
    void norIsALogThatLiesBesideANewModelsName() throws IOException {
        Path target = folder.resolve("toy.safetensors");
        Path log = Files.writeString(folder.resolve("toy.log.csv"), "of another run");
        assertThatThrownBy(() -> train(recipe("toy", 1), target, false, new ArrayList<>()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("toy.log.csv exists; use --overwrite or another name");
        assertThat(log).hasContent("of another run");
        assertThat(target).doesNotExist();
    }

    @Test
    void aRunIsNotContinuedOnOtherImages() throws IOException {
        Path target = folder.resolve("toy.safetensors");
        DataFolder data = DataFolder.open(images);
        String before = data.fingerprint(List.of("all"));
        Files.delete(images.resolve("a/1.png"));
        assertThat(DataFolder.open(images).fingerprint(List.of("all"))).isNotEqualTo(before);
        Checkpoint.of(0, 0, "of other images", "", Map.of(), Map.of()).write(folder.resolve("toy.checkpoint"));
        assertThatThrownBy(() -> train(recipe("toy", 1), target, true, new ArrayList<>()))
                .hasMessageContaining("other settings or images");
    }

    @Test
    void aNameThatNoModelCanHaveIsRefusedBeforeTheRun() {
        assertThatThrownBy(() -> recipe("My model", 1)).hasMessageContaining("lower case");
        assertThatThrownBy(() -> train(recipe("toy", 1), folder.resolve("toy"), false, new ArrayList<>()))
                .hasMessageContaining(".safetensors");
    }

    @Test
    void aRecipeReadsBackAsItWasWritten() throws IOException {
        TrainingRecipe recipe = recipe("toy", 5);
        Path file = folder.resolve("recipe.json");
        Files.writeString(file, recipe.toJson());
        assertThat(TrainingRecipe.read(file)).isEqualTo(recipe);
        Files.writeString(file, recipe.toJson().replace("\"patch\"", "\"pach\""));
        assertThatThrownBy(() -> TrainingRecipe.read(file)).hasMessageContaining("patch must be");
        for (String name : List.of("title", "licence", "loss", "augmentation", "noise")) {
            JsonNode tree = new ObjectMapper().readTree(recipe.toJson());
            ((ObjectNode) tree.findParent(name)).remove(name);
            Files.writeString(file, tree.toString());
            assertThatThrownBy(() -> TrainingRecipe.read(file))
                    .as(name)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("'" + name + "'");
        }
    }

    private ModelFile train(TrainingRecipe recipe, Path target, boolean resume, List<String> lines) throws IOException {
        return training(recipe, lines).run(DataFolder.open(images), target, resume, false, "a test", "test");
    }

    private static TrainingRun training(TrainingRecipe recipe, List<String> lines) {
        TrainingProgress progress = new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {
                lines.add(line);
            }
        };
        return new TrainingRun(recipe, new TrainingMachine("cpu", 1, 60), progress);
    }

    private static TrainingRecipe recipe(String name, int steps) {
        return recipe(name, Optional.empty(), steps);
    }

    private static TrainingRun training(TrainingRecipe recipe, Optional<ModelFile> restoration) {
        TrainingProgress progress = new TrainingProgress() {
            @Override
            public void step(long done, long total, double meanLoss) {}

            @Override
            public void message(String line) {}
        };
        return new TrainingRun(recipe, new TrainingMachine("cpu", 1, 60), progress, restoration);
    }

    private static TrainingRecipe recipe(Optional<NetworkPlan> network, int steps) {
        return recipe("toy", network, steps);
    }

    private static TrainingRecipe recipe(String name, Optional<NetworkPlan> network, int steps) {
        NoiseMix noise = network.isPresent() ? NoiseMix.gaussianUpTo(0.2) : NoiseMix.standard();
        Optional<Integer> base = network.isPresent() ? Optional.empty() : Optional.of(2);
        TrainingPhase phase = new TrainingPhase(
                List.of(new WeightedSubset("all", 1)),
                steps,
                1e-3,
                steps,
                0,
                Loss.SQUARED,
                Augmentation.PLAIN,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new TrainingRecipe(
                name,
                "a toy",
                Modality.OTHER,
                Optional.empty(),
                Optional.empty(),
                Unit.ARBITRARY,
                0.5,
                "none",
                List.of(new TrainingRecipe.SourceFact("made", "none", "all", List.of())),
                Optional.empty(),
                network,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TrainingSettings(base, 16, 1, 3, "fp32", noise, 1, 2, Optional.empty(), List.of(phase)));
    }
}
