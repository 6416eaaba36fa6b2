package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.GaussianNoise;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.DrUNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NetworkMethodTest {
    @TempDir
    static Path folder;

    private static ModelLibrary library;

    @BeforeAll
    static void writeADrunetWithRandomWeights() throws IOException {
        NativeLibrary.load(1);
        try (DrUNet network = new DrUNet(List.of(2, 3, 3, 4), 1)) {
            network.parameters().initialise(4, Compute.cpu());
            List<StoredTensor> tensors = new ArrayList<>();
            network.parameters()
                    .values()
                    .forEach((name, values) -> tensors.add(StoredTensor.ofFloats(
                            name, Dtype.F32, values, network.parameters().shape(name))));
            ModelCard like = Cards.of("drunet", Modality.OTHER, Optional.empty());
            ModelCard card = new ModelCard(
                    "drunet",
                    "DRUNet",
                    ModelCard.DENOISE,
                    Networks.describe(network),
                    new ModelInput(Modality.OTHER, Optional.empty(), Unit.NORMALISED, 0.5),
                    like.training(),
                    Optional.empty(),
                    List.of(),
                    "none",
                    "none",
                    "none");
            ModelFile.write(folder.resolve("drunet.safetensors"), card, tensors, true);
        }
        library = ModelLibrary.open(folder);
    }

    @Test
    void dpirIsOneCallAt15GreyLevelsUnlessAskedOtherwise() throws IOException {
        NetworkMethod.Setting setting = setting(NetworkMethod.DPIR, Map.of());
        assertThat(setting.use()).isEqualTo(new PlugAndPlay(new NoiseLevel.Known(15.0 / 255), 1, false));
        assertThat(setting.weights().label()).isEqualTo("drunet");
        assertThat(setting(NetworkMethod.DPIR, Map.of("sigma", "auto", "iterations", "8", "ensemble", "8"))
                        .use())
                .isEqualTo(new PlugAndPlay(new NoiseLevel.Estimated(), 8, true));
    }

    @Test
    void theDescriptionSaysWhichWeightsRan() throws IOException {
        try (LearnedDenoiser dpir =
                setting(NetworkMethod.DPIR, Map.of("precision", "fp32")).open()) {
            assertThat(dpir.name()).isEqualTo("dpir");
            assertThat(dpir.describe())
                    .isEqualTo("dpir(weights=drunet, sigma=0.058823529411764705, iterations=1, ensemble=1,"
                            + " precision=fp32, device=cpu, tile=auto)");
        }
    }

    @Test
    void theEstimatedLevelIsThatOfTheImageInItsRange() {
        IntensityRange range = new IntensityRange(-1000, 1000);
        Slice flat = Slice.of(64, 64, new float[64 * 64], Unit.HOUNSFIELD);
        Slice noisy = new GaussianNoise(range, 0.08).apply(flat, 1);
        assertThat(new NoiseLevel.Estimated().of(noisy, range)).isCloseTo(0.08, within(0.008));
        assertThat(new NoiseLevel.Known(0.3).of(noisy, range)).isEqualTo(0.3);
    }

    @Test
    void imagesOfAnyUnitAreSeenThroughTheirRange() throws IOException {
        try (LearnedDenoiser dpir = setting(NetworkMethod.DPIR, Map.of("precision", "fp32", "sigma", "0.1"))
                .open()) {
            float[] unit = new float[20 * 28];
            float[] hounsfield = new float[unit.length];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = (float) (0.5 + 0.3 * Math.sin(i));
                hounsfield[i] = -1000 + 2000 * unit[i];
            }
            Slice of = dpir.forRange(new IntensityRange(0, 1)).denoise(Slice.of(20, 28, unit, Unit.ARBITRARY));
            Slice ct = dpir.forRange(IntensityRange.CT).denoise(Slice.of(20, 28, hounsfield, Unit.HOUNSFIELD));
            assertThat(ct.unit()).isEqualTo(Unit.HOUNSFIELD);
            assertThat(dpir.unit()).isEmpty();
            for (int i = 0; i < unit.length; i++) {
                assertThat(ct.at(i)).isCloseTo(-1000 + 2000 * of.at(i), within(0.05f));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "5, false", "5, true"})
    void tilesGiveWhatTheWholeImageGives(int iterations, boolean ensemble) throws IOException {
        Map<String, String> parameters =
                Map.of("precision", "fp32", "iterations", String.valueOf(iterations), "ensemble", ensemble ? "8" : "1");
        Map<String, String> inTiles = new java.util.TreeMap<>(parameters);
        inTiles.put("tile", "40");
        IntensityRange range = new IntensityRange(0, 1);
        Slice flat = Slice.of(150, 203, new float[150 * 203], Unit.NORMALISED);
        Slice image = new GaussianNoise(range, 0.3).apply(flat, 2);
        try (LearnedDenoiser whole = setting(NetworkMethod.DPIR, parameters).open();
                LearnedDenoiser tiled = setting(NetworkMethod.DPIR, inTiles).open()) {
            Slice one = whole.forRange(range).denoise(image);
            Slice other = tiled.forRange(range).denoise(image);
            double size = 0;
            double largest = 0;
            for (int i = 0; i < image.size(); i++) {
                size = Math.max(size, Math.abs(one.at(i)));
                largest = Math.max(largest, Math.abs(one.at(i) - other.at(i)));
            }
            assertThat(size).isPositive();
            assertThat(largest).isLessThan(1e-4 * size);
        }
    }

    @Test
    void aModelForAnyImageIsNeverChosenByModality() {
        assertThatThrownBy(() -> library.choose(Modality.OTHER)).hasMessageContaining("there are drunet");
    }

    @Test
    void wrongParametersAreNamed() {
        assertThatThrownBy(() -> setting(NetworkMethod.DPIR, Map.of("sigmas", "1")))
                .hasMessageContaining("it takes weights, sigma, iterations, ensemble");
        assertThatThrownBy(() -> setting(NetworkMethod.DPIR, Map.of("ensemble", "4")))
                .hasMessageContaining("1 or 8");
        assertThatThrownBy(() -> setting(NetworkMethod.DPIR, Map.of("iterations", "many")))
                .hasMessageContaining("1..100");
        assertThatThrownBy(() -> setting(NetworkMethod.DPIR, Map.of("precision", "fp8")))
                .hasMessageContaining("precision is");
        assertThatThrownBy(() -> setting(NetworkMethod.DPIR, Map.of("tile", "big")))
                .hasMessageContaining("tile is");
        assertThatThrownBy(() -> setting(NetworkMethod.DNCNN, Map.of("sigma", "0.1")))
                .hasMessageContaining("it takes weights");
    }

    @Test
    void missingOrWrongWeightsAreNamed() {
        assertThatThrownBy(() -> setting(NetworkMethod.DNCNN, Map.of()))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("--set weights=FILE");
        assertThatThrownBy(() -> setting(NetworkMethod.DNCNN, Map.of("weights", "drunet")))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("has weights of drunet, but method dncnn runs dncnn");
        ModelLibrary empty = assertOpens(folder.resolve("none"));
        assertThatThrownBy(() -> NetworkMethod.DPIR.setting(Map.of(), empty, "cpu", 1))
                .hasMessageContaining("there is no model drunet in");
    }

    private static ModelLibrary assertOpens(Path path) {
        try {
            return ModelLibrary.open(path);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static NetworkMethod.Setting setting(NetworkMethod method, Map<String, String> parameters)
            throws IOException {
        return method.setting(parameters, library, "cpu", 1);
    }
}
