package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Weights under the names of ldct-benchmark, laid out here by hand as its code lists them. */
class LdctBenchmarkWeightsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> layouts() {
        return Stream.of(
                Arguments.of("cnn10", "CNN-10", chain("layers", 9, 64, 3, 32, 5, 1), Map.of()),
                Arguments.of(
                        "wganvgg",
                        "WGAN-VGG",
                        chain("net", 3, 32, 3, 32, 3, 32, 3, 32, 3, 32, 3, 32, 3, 32, 3, 1),
                        Map.of()),
                Arguments.of("resnet", "ResNet", resNet(16, 3), Map.of("width", "16", "blocks", "3")),
                Arguments.of("qae", "Quadratic autoencoder", autoencoder(), Map.of()),
                Arguments.of("transct", "TransCT", transformer(64, 16), Map.of("edge", "128")),
                Arguments.of("bilateral-trained", "Trained bilateral filters", filters(), Map.of()));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void tellTheirNetworkAndSeeCtAsItsCodeDoes(
            String name, String title, Map<String, long[]> shapes, Map<String, String> parameters) throws IOException {
        PublicWeights weights = PublicWeights.open(written(shapes));
        assertThat(weights.architecture().name()).isEqualTo(name);
        assertThat(weights.architecture().parameters()).isEqualTo(parameters);
        assertThat(weights.title()).startsWith(title + " with the weights in");
        assertThat(weights.input().modality()).isEqualTo(Modality.CT);
        assertThat(weights.input().standardisation()).contains(Standardisation.LDCT_BENCHMARK);
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(weights, new InferenceOptions("cpu", "fp32", 0, 1))) {
            assertThat(denoiser.unit()).contains(Unit.HOUNSFIELD);
        }
    }

    @Test
    void ofTheChainsAreFoundUnderTheirOwnNames() throws IOException {
        PublicWeights weights = PublicWeights.open(written(chain("layers", 9, 64, 3, 32, 5, 1)));
        assertThat(weights.tensor("conv2.bias").name()).isEqualTo("layers.2.bias");
        assertThat(weights.tensor("conv3.weight").shape()).containsExactly(1L, 32L, 5L, 5L);
    }

    /** numpy computed it: {@code scripts/fixtures/networks.py}. */
    @Test
    void ofRedCnnGiveInHounsfieldUnitsWhatTheNetworkGivesOfStandardisedValues() throws IOException {
        Safetensors expected = Safetensors.open(fixture("redcnn.expected"));
        StoredTensor input = expected.tensor("input");
        int rows = Math.toIntExact(input.shape().get(0));
        int columns = Math.toIntExact(input.shape().get(1));
        float[] hounsfield = inHounsfieldUnits(input.toFloats());
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(
                PublicWeights.open(fixture("redcnn")), new InferenceOptions("cpu", "fp32", 0, 1))) {
            Slice result =
                    denoiser.forRange(IntensityRange.CT).denoise(Slice.of(rows, columns, hounsfield, Unit.HOUNSFIELD));
            float[] wanted = inHounsfieldUnits(expected.tensor("output").toFloats());
            for (int i = 0; i < wanted.length; i++) {
                assertThat((double) result.at(i)).isCloseTo(wanted[i], within(0.05));
            }
        }
    }

    @Test
    void seeStandardisedValuesWhenTheImageIsTurnedAboutToo() throws IOException {
        // Filters whose values all weigh the same are symmetric, so the mean over eight orientations changes nothing.
        Map<String, long[]> shapes = filters();
        List<StoredTensor> tensors = new ArrayList<>();
        shapes.forEach((name, shape) -> tensors.add(
                StoredTensor.ofFloats(name, Dtype.F32, new float[] {name.contains("color") ? 1e6f : 0.7f})));
        Path file = folder.resolve("filters.safetensors");
        Safetensors.write(file, tensors, Map.of(), true);
        float[] values = new float[9 * 9];
        values[40] = 500;
        Slice spot = Slice.of(9, 9, values, Unit.HOUNSFIELD);
        try (LearnedDenoiser once =
                LearnedDenoiser.open(PublicWeights.open(file), new InferenceOptions("cpu", "fp32", 0, 1))) {
            LearnedDenoiser eight = once.with(new PlugAndPlay(new NoiseLevel.Known(0), 1, true));
            float[] upright = once.forRange(IntensityRange.CT).denoise(spot).toArray();
            float[] turned = eight.forRange(IntensityRange.CT).denoise(spot).toArray();
            assertThat(upright[40]).isBetween(5f, 400f);
            for (int i = 0; i < upright.length; i++) {
                assertThat((double) turned[i]).isCloseTo(upright[i], within(0.01));
            }
        }
    }

    @Test
    void ofTheCriticOfWganVggAreRefused() throws IOException {
        Map<String, long[]> critic = chain("net", 3, 64, 3, 64, 3, 128, 3, 128, 3, 256, 3, 256);
        critic.put("fc1.weight", new long[] {1024, 4});
        Path file = written(critic);
        assertThatThrownBy(() -> PublicWeights.open(file))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("tensor net.0.weight has shape [64, 1, 3, 3]");
    }

    @Test
    void ofAResNetOfAWidthThatGroupsDoNotDivideAreRefused() throws IOException {
        Path file = written(resNet(12, 1));
        assertThatThrownBy(() -> PublicWeights.open(file)).hasMessageContaining("multiple of 8");
    }

    @Test
    void aCardKeepsHowValuesAreStandardised() throws IOException {
        ModelInput input = PublicWeights.open(written(filters())).input();
        ModelCard card = Cards.ct();
        ModelCard standardised = new ModelCard(
                card.name(),
                card.title(),
                card.task(),
                card.architecture(),
                input,
                card.training(),
                card.domain(),
                card.results(),
                card.licence(),
                card.retrainCommand(),
                card.evaluationCommand());
        assertThat(ModelCard.ofJson(standardised.toJson()).input()).isEqualTo(input);
    }

    private static float[] inHounsfieldUnits(float[] standardised) {
        float[] values = new float[standardised.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (standardised[i] * 502.18507379395044 + 481.45419786099086 - 1024);
        }
        return values;
    }

    /** @param layers kernel and channels of one after the other */
    private static Map<String, long[]> chain(String list, int... layers) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        long inputs = 1;
        for (int i = 0; i < layers.length; i += 2) {
            shapes.put(list + "." + i + ".weight", new long[] {layers[i + 1], inputs, layers[i], layers[i]});
            shapes.put(list + "." + i + ".bias", new long[] {layers[i + 1]});
            inputs = layers[i + 1];
        }
        return shapes;
    }

    private static Map<String, long[]> resNet(long width, int blocks) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("in_conv.weight", new long[] {width, 1, 9, 9});
        shapes.put("in_conv.bias", new long[] {width});
        shapes.put("out_conv.weight", new long[] {1, width, 3, 3});
        shapes.put("out_conv.bias", new long[] {1});
        for (int i = 0; i < blocks; i++) {
            String block = "blocks." + i + ".layers.";
            shapes.put(block + "0.weight", new long[] {width, width, 3, 3});
            shapes.put(block + "3.weight", new long[] {width, width / 8, 3, 3});
            shapes.put(block + "6.weight", new long[] {width, width, 1, 1});
            for (String layer : List.of("0", "3", "6")) {
                shapes.put(block + layer + ".bias", new long[] {width});
            }
            for (String norm : List.of("1", "4")) {
                for (String part : List.of("weight", "bias", "running_mean", "running_var")) {
                    shapes.put(block + norm + "." + part, new long[] {width});
                }
                shapes.put(block + norm + ".num_batches_tracked", new long[] {});
            }
        }
        return shapes;
    }

    private static Map<String, long[]> autoencoder() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < 5; i++) {
            for (String part : List.of("r", "g", "b")) {
                shapes.put("encoder." + i + ".W_" + part, new long[] {15, i == 0 ? 1 : 15, 3, 3});
                shapes.put("encoder." + i + ".b_" + part, new long[] {15});
                shapes.put("decoder." + i + ".W_" + part, new long[] {15, i == 4 ? 1 : 15, 3, 3});
                shapes.put("decoder." + i + ".b_" + part, new long[] {i == 4 ? 1 : 15});
            }
        }
        return shapes;
    }

    /** @param places values of a token of the high part, (edge / 16)^2, and of one of the low part, (edge / 32)^2 */
    private static Map<String, long[]> transformer(long places, long lowPlaces) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        String low = "conv_encoder_lf.";
        layer(shapes, low + "base_encoder.0", 16, 1, 5, 5);
        layer(shapes, low + "base_encoder.2", 32, 16, 5, 5);
        layer(shapes, low + "lc1.0", 64, 32, 5, 5);
        layer(shapes, low + "lc2.0", 256, 64, 5, 5);
        layer(shapes, low + "transformer_endoder.0", 64, 32, 5, 5);
        layer(shapes, low + "transformer_endoder.2", 128, 64, 5, 5);
        layer(shapes, low + "transformer_endoder.4", 256, 128, 5, 5);
        for (String i : List.of("0", "2", "4")) {
            layer(shapes, "conv_encoder_hf." + i, 256, 256, 3, 3);
        }
        for (int i = 0; i < 3; i++) {
            attention(shapes, "memory." + i + ".mha", lowPlaces);
            layer(shapes, "memory." + i + ".ff.0", 8 * lowPlaces, lowPlaces);
            layer(shapes, "memory." + i + ".ff.2", lowPlaces, 8 * lowPlaces);
            attention(shapes, "decoder." + i + ".mha1", places);
            String other = "decoder." + i + ".mha2";
            shapes.put(other + ".q_proj_weight", new long[] {places, places});
            shapes.put(other + ".k_proj_weight", new long[] {places, lowPlaces});
            shapes.put(other + ".v_proj_weight", new long[] {places, lowPlaces});
            shapes.put(other + ".in_proj_bias", new long[] {3 * places});
            layer(shapes, other + ".out_proj", places, places);
            layer(shapes, "decoder." + i + ".ff.0", 8 * places, places);
            layer(shapes, "decoder." + i + ".ff.2", places, 8 * places);
        }
        for (String i : List.of("0", "2")) {
            layer(shapes, "combine.block1." + i, 256, 256, 3, 3);
            layer(shapes, "combine.block2." + i, 64, 64, 3, 3);
        }
        return shapes;
    }

    private static void attention(Map<String, long[]> shapes, String name, long width) {
        shapes.put(name + ".in_proj_weight", new long[] {3 * width, width});
        shapes.put(name + ".in_proj_bias", new long[] {3 * width});
        layer(shapes, name + ".out_proj", width, width);
    }

    private static void layer(Map<String, long[]> shapes, String name, long... shape) {
        shapes.put(name + ".weight", shape);
        shapes.put(name + ".bias", new long[] {shape[0]});
    }

    private static Map<String, long[]> filters() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (int i = 0; i < 3; i++) {
            for (String width : List.of("sigma_x", "sigma_y", "sigma_z", "color_sigma")) {
                shapes.put("filters." + i + "." + width, new long[] {});
            }
        }
        return shapes;
    }

    private Path written(Map<String, long[]> shapes) throws IOException {
        Path file = folder.resolve("weights.safetensors");
        List<StoredTensor> tensors = new ArrayList<>();
        shapes.forEach((name, shape) -> {
            long elements = 1;
            for (long extent : shape) {
                elements *= extent;
            }
            tensors.add(
                    name.endsWith("num_batches_tracked")
                            ? StoredTensor.ofLongs(name, new long[] {7}, shape)
                            : StoredTensor.ofFloats(name, Dtype.F32, new float[Math.toIntExact(elements)], shape));
        });
        Safetensors.write(file, tensors, Map.of(), true);
        return file;
    }

    private static Path fixture(String name) {
        try {
            return Path.of(Objects.requireNonNull(
                            LdctBenchmarkWeightsTest.class.getResource("networks/" + name + ".safetensors"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
