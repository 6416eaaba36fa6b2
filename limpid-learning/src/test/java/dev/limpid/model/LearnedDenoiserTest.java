package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.artefact.ArtefactCorrection;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.degrade.WrapAround;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.UNet;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnedDenoiserTest {
    @TempDir
    static Path folder;

    private static ModelFile model;

    @BeforeAll
    static void writeAModelWithRandomWeights() throws IOException {
        NativeLibrary.load(1);
        model = write("ct-random", Optional.of(IntensityRange.CT), Unit.HOUNSFIELD);
    }

    @Nested
    class Tiles {
        @ParameterizedTest
        @CsvSource({"16,16,16", "17,31,16", "333,47,64", "190,450,96", "5,3,16", "1,700,160"})
        void ofAnySizeGiveWhatTheWholeImageGives(int rows, int columns, int tile) throws IOException {
            Slice image = image(rows, columns);
            float[] whole = denoise("fp32", 0, image).toArray();
            float[] tiled = denoise("fp32", tile, image).toArray();
            double largest = 0;
            for (int i = 0; i < whole.length; i++) {
                largest = Math.max(largest, Math.abs(whole[i] - tiled[i]) / 2000);
            }
            assertThat(largest).isLessThan(1e-5);
            assertThat(whole).isNotEqualTo(image.toArray());
        }

        @Test
        void coverEveryPixelOnce() {
            int[] covered = new int[80 * 112];
            for (Tiling.Tile tile : Tiling.of(70, 100, 32, 16, 20).tiles()) {
                assertThat(tile.window().top() % 16).isZero();
                assertThat(tile.window().left() % 16).isZero();
                for (int row = tile.top(); row < tile.bottom(); row++) {
                    for (int column = tile.left(); column < tile.right(); column++) {
                        covered[row * 112 + column]++;
                    }
                }
            }
            assertThat(covered).containsOnly(1);
        }

        @Test
        void boundTheWindowHoweverLargeTheImage() {
            for (int[] network : new int[][] {{16, 144}, {8, 192}, {1, 17}}) {
                for (Tiling.Tile tile :
                        Tiling.of(40_000, 30_000, 0, network[0], network[1]).tiles()) {
                    assertThat((long) tile.window().rows() * tile.window().columns())
                            .isLessThanOrEqualTo(1056L * 1056);
                }
            }
        }
    }

    @Nested
    class Values {
        @Test
        void aboveTheReachKeepThemselvesAndPaddingToo() throws IOException {
            BitSet mask = new BitSet();
            mask.set(5);
            float[] pixels = image(20, 20).toArray();
            pixels[5] = -3024;
            pixels[100] = 3071;
            Slice noisy = image(20, 20).like().padding(mask).rows(0, 20, pixels).build();
            float[] result = denoise("fp32", 0, noisy).toArray();
            assertThat(result[5]).isEqualTo(-3024);
            assertThat(result[100]).isEqualTo(3071);
            int changed = 0;
            for (int i = 0; i < result.length; i++) {
                changed += result[i] != pixels[i] ? 1 : 0;
            }
            assertThat(changed).isGreaterThan(300);
        }

        @Test
        void belowTheReachStayWhenConstantAndAreAveragedWhenNoisy() {
            Fill none = Fill.of(image(8, 8), IntensityRange.CT);
            Reach reach = new Reach(IntensityRange.CT, 0.5, none);
            Slice constant = Slice.of(8, 8, filled(64, -3024), Unit.HOUNSFIELD);
            assertThat(reach.result(constant, 3, 3, 0.7f)).isEqualTo(-3024);
            Random random = new Random(1);
            float[] noisy = new float[41 * 41];
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] = (float) (-3024 + 100 * random.nextGaussian());
            }
            float smoothed = reach.result(Slice.of(41, 41, noisy, Unit.HOUNSFIELD), 20, 20, 0.7f);
            assertThat(smoothed).isCloseTo(-3024, within(60f));
        }

        @Test
        void doNotDependOnHowOftenOrWhereTheyAreComputed() throws IOException {
            Slice image = image(64, 64);
            assertThat(denoise("bf16", 0, image).toArray())
                    .isEqualTo(denoise("bf16", 0, image).toArray());
        }
    }

    @Test
    void aModelForCorrectedImagesSeesThemAfterTheCorrection() throws IOException {
        Slice clean = image(64, 48);
        Slice folded = new WrapAround(IntensityRange.CT, 0.7).apply(clean, 1);
        ArtefactCorrection correction = ArtefactCorrection.of(folded, IntensityRange.CT);
        assertThat(correction.found()).hasSize(1);
        ModelFile corrected = write(
                "ct-corrected",
                new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0.5, true));
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(corrected, new InferenceOptions("cpu", "fp32", 0, 1))) {
            assertThat(denoiser.denoise(folded).toArray())
                    .isEqualTo(denoise("fp32", 0, correction.slice()).toArray());
            assertThat(denoiser.describe()).contains("artefacts corrected");
            assertThat(denoiser.halo()).isGreaterThan(64);
        }
    }

    @Test
    void theLocalMeanIsGivenBackOnEveryTilingIfTheCardSaysSo() throws IOException {
        ModelInput plain = new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0.5);
        ModelInput keeping = new ModelInput(
                plain.modality(),
                plain.range(),
                plain.unit(),
                plain.margin(),
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(3.0));
        Slice noisy = new GaussianNoise(IntensityRange.CT, 0.1).apply(image(96, 80), 2);
        InferenceOptions whole = new InferenceOptions("cpu", "fp32", 0, 1);
        InferenceOptions tiled = new InferenceOptions("cpu", "fp32", 64, 1);
        ModelFile model = write("ct-mean", keeping);
        try (LearnedDenoiser alone = LearnedDenoiser.open(write("ct-plain", plain), whole);
                LearnedDenoiser kept = LearnedDenoiser.open(model, whole);
                LearnedDenoiser inTiles = LearnedDenoiser.open(model, tiled)) {
            Slice result = alone.denoise(noisy);
            Reach reach = Reach.of(noisy, IntensityRange.CT, 0.5);
            assertThat(kept.denoise(noisy).toArray())
                    .isEqualTo(LocalMean.kept(noisy, result, reach, 3).toArray())
                    .isNotEqualTo(result.toArray());
            assertThat(inTiles.denoise(noisy).toArray())
                    .usingComparatorWithPrecision(0.01f)
                    .containsExactly(kept.denoise(noisy).toArray());
            assertThat(kept.halo()).isEqualTo(alone.halo() + 12);
            assertThat(kept.describe()).contains("local mean kept by 3.0 px");
        }
    }

    @Test
    void anEnsembleGivesTheTurnedResultForTheTurnedImage() throws IOException {
        ModelInput plain = new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0.5);
        ModelFile model = write("ct-ensemble", plain);
        Slice image = new GaussianNoise(IntensityRange.CT, 0.1).apply(image(64, 48), 2);
        Slice turned = turned(image);
        PlugAndPlay ensemble = new PlugAndPlay(new NoiseLevel.Estimated(), 1, true);
        try (LearnedDenoiser once = LearnedDenoiser.open(model, new InferenceOptions("cpu", "fp32", 0, 1));
                LearnedDenoiser eight = once.with(ensemble)) {
            assertThat(eight.describe()).contains("ensemble=8");
            assertThat(eight.denoise(turned).toArray())
                    .usingComparatorWithPrecision(0.01f)
                    .containsExactly(turned(eight.denoise(image)).toArray());
            assertThat(largest(once.denoise(turned), turned(once.denoise(image))))
                    .isGreaterThan(0.05);
        }
    }

    private static double largest(Slice one, Slice other) {
        return IntStream.range(0, one.size())
                .mapToDouble(i -> Math.abs(one.at(i) - other.at(i)))
                .max()
                .orElseThrow();
    }

    /** Rows become columns. */
    private static Slice turned(Slice image) {
        float[] values = new float[image.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = image.at(i % image.rows(), i / image.rows());
        }
        return Slice.of(image.columns(), image.rows(), values, image.unit());
    }

    private static ModelInput withSpecialist(String name) {
        return new ModelInput(
                Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0.5, false, Optional.of(name));
    }

    @Test
    void aSpecialistsResultIsTakenWhereBothAgreeAndOnlyThere() throws IOException {
        ModelInput plain = new ModelInput(Modality.CT, Optional.of(IntensityRange.CT), Unit.HOUNSFIELD, 0.5);
        InferenceOptions options = new InferenceOptions("cpu", "fp32", 0, 1);
        Slice noisy = new GaussianNoise(IntensityRange.CT, 0.1).apply(image(64, 48), 2);
        ModelFile near = write("near", plain, 0.31f, -0.2f);
        ModelFile far = write("far", plain, -2f, 3f);
        for (ModelFile other : List.of(near, far)) {
            ModelFile both = write("both", withSpecialist(other.card().name()), 0.3f, -0.2f);
            try (LearnedDenoiser alone = LearnedDenoiser.open(other, options);
                    LearnedDenoiser pair = LearnedDenoiser.open(both, options)) {
                float[] expected = other == near
                        ? alone.denoise(noisy).toArray()
                        : denoise("fp32", 0, noisy).toArray();
                assertThat(pair.denoise(noisy).toArray()).isEqualTo(expected);
                assertThat(pair.describe())
                        .contains("of noise alone " + other.card().name());
            }
        }
    }

    @Nested
    class Refusals {
        @Test
        void aSpecialistThatIsNotThereOrHasOneItself() throws IOException {
            ModelFile lost = write("lost", withSpecialist("nobody"));
            assertThatThrownBy(() -> LearnedDenoiser.open(lost, InferenceOptions.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("needs model nobody beside it");
            ModelFile chain = write("chain", withSpecialist("lost"));
            assertThatThrownBy(() -> LearnedDenoiser.open(chain, InferenceOptions.DEFAULT))
                    .hasMessageContaining("has a specialist of its own");
            write("grey", Optional.of(new IntensityRange(0, 1)), Unit.HOUNSFIELD);
            ModelFile odd = write("odd", withSpecialist("grey"));
            assertThatThrownBy(() -> LearnedDenoiser.open(odd, InferenceOptions.DEFAULT))
                    .hasMessageContaining("is for other images than");
            assertThatThrownBy(() -> withSpecialist("../ct")).hasMessageContaining("cannot be the name of a model");
        }

        @Test
        void useAfterItsModelWasClosed() throws IOException {
            LearnedDenoiser denoiser = LearnedDenoiser.open(model, new InferenceOptions("cpu", "fp32", 0, 1));
            Slice plane = Slice.builder(16, 16, Unit.HOUNSFIELD).build();
            denoiser.denoise(plane);
            denoiser.close();
            assertThatThrownBy(() -> denoiser.denoise(plane))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
        }

        @Test
        void anImageInAnotherUnit() throws IOException {
            try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, InferenceOptions.DEFAULT)) {
                Slice other = Slice.of(1, 1, new float[1], Unit.ARBITRARY);
                assertThatThrownBy(() -> denoiser.denoise(other)).hasMessageContaining("HU");
            }
        }

        @Test
        void aModelWithoutRangeUsedWithoutOne() throws IOException {
            ModelFile free = write("cxr-random", Optional.empty(), Unit.ARBITRARY);
            try (LearnedDenoiser denoiser = LearnedDenoiser.open(free, InferenceOptions.DEFAULT)) {
                Slice image = Slice.of(1, 1, new float[1], Unit.ARBITRARY);
                assertThatThrownBy(() -> denoiser.denoise(image)).hasMessageContaining("range");
                assertThat(denoiser.forRange(IntensityRange.ofBits(8))
                                .denoise(image)
                                .size())
                        .isEqualTo(1);
            }
        }

        @Test
        void weightsThatAreNotTheArchitectures() throws IOException {
            List<StoredTensor> wrong = new ArrayList<>(model.tensors());
            StoredTensor first = wrong.remove(0);
            wrong.add(StoredTensor.ofFloats(first.name(), Dtype.F32, new float[3], 3));
            ModelFile broken = ModelFile.write(folder.resolve("broken.safetensors"), model.card(), wrong, true);
            assertThatThrownBy(() -> LearnedDenoiser.open(broken, InferenceOptions.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("shape [3]");
        }
    }

    private static Slice denoise(String precision, int tile, Slice image) throws IOException {
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(model, new InferenceOptions("cpu", precision, tile, 1))) {
            return denoiser.denoise(image);
        }
    }

    private static Slice image(int rows, int columns) {
        Random random = new Random(rows * 31L + columns);
        float[] pixels = new float[rows * columns];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextGaussian() * 300);
        }
        return Slice.of(rows, columns, pixels, Unit.HOUNSFIELD);
    }

    private static float[] filled(int size, float value) {
        float[] pixels = new float[size];
        Arrays.fill(pixels, value);
        return pixels;
    }

    private static ModelFile write(String name, Optional<IntensityRange> range, Unit unit) throws IOException {
        return write(name, new ModelInput(Modality.CT, range, unit, 0.5));
    }

    private static ModelFile write(String name, ModelInput input) throws IOException {
        return write(name, input, 0.3f, -0.2f);
    }

    private static ModelFile write(String name, ModelInput input, float... last) throws IOException {
        try (UNet network = new UNet(2)) {
            network.parameters().initialise(4, Compute.cpu());
            network.parameters().put("out.weight", last, Compute.cpu());
            List<StoredTensor> tensors = new ArrayList<>();
            network.parameters()
                    .values()
                    .forEach((weight, values) -> tensors.add(StoredTensor.ofFloats(
                            weight, Dtype.F32, values, network.parameters().shape(weight))));
            Training training = new Training(
                    List.of(), List.of(), 4, 0, 1, 16, "fp32", "none", "none", 0, "any", "test", "2026-01-01");
            ModelCard card = new ModelCard(
                    name,
                    "random weights",
                    ModelCard.DENOISE,
                    Networks.describe(network),
                    input,
                    training,
                    Optional.empty(),
                    List.of(),
                    "Apache-2.0",
                    "none",
                    "none");
            return ModelFile.write(folder.resolve(name + ".safetensors"), card, tensors, true);
        }
    }
}
