package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.DrUNet;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of weights without a card; {@code scripts/fixtures/networks.py} made them and what they compute. */
class PublicWeightsTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    @TempDir
    static Path folder;

    @Nested
    class AFileUnderTheNamesOfThePublicCode {
        @Test
        void tellsItsNetworkAndSize() throws IOException {
            assertThat(PublicWeights.open(fixture("drunet")).architecture().parameters())
                    .isEqualTo(Map.of("widths", "3,4,5,6", "blocks", "2"));
            assertThat(PublicWeights.open(fixture("dncnn")).architecture().parameters())
                    .isEqualTo(Map.of("depth", "5", "width", "4"));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 16})
        void computesWhatNumpyDoesForDrunetWholeAndInTiles(int tile) throws IOException {
            Safetensors expected = Safetensors.open(fixture("drunet.expected"));
            double sigma = expected.tensor("sigma").toFloats()[0];
            PlugAndPlay use = new PlugAndPlay(new NoiseLevel.Known(sigma), 1, false);
            assertThat(difference("drunet", tile, use, expected)).isLessThan(1e-4);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 8})
        void computesWhatNumpyDoesForDncnnWholeAndInTiles(int tile) throws IOException {
            Safetensors expected = Safetensors.open(fixture("dncnn.expected"));
            assertThat(difference("dncnn", tile, PlugAndPlay.AUTOMATIC, expected))
                    .isLessThan(1e-5);
        }

        @Test
        void ofThePublishedSizeIsReadByItsHeader() throws IOException {
            // Laid out by hand, as the state of the authors' grey network lists its tensors.
            PublicWeights weights = PublicWeights.open(written("official", drunet(64, 128, 256, 512)));
            assertThat(weights.architecture().parameters())
                    .isEqualTo(Map.of("widths", "64,128,256,512", "blocks", String.valueOf(DrUNet.PUBLISHED_BLOCKS)));
            assertThat(weights.architecture().halo()).isEqualTo(192);
            assertThat(weights.label()).isEqualTo("official.safetensors");
            assertThat(weights.title()).isEqualTo("DRUNet with the weights in official.safetensors");
        }

        @Test
        void isOfAnyUnitAndHasTheIdentityOfItsWeights() throws IOException {
            PublicWeights weights = PublicWeights.open(fixture("dncnn"));
            assertThat(weights.input().takesAnyUnit()).isTrue();
            assertThat(weights.sha256())
                    .hasSize(64)
                    .isNotEqualTo(PublicWeights.open(fixture("drunet")).sha256());
            assertThat(WeightSource.open(fixture("dncnn"))).isInstanceOf(PublicWeights.class);
        }
    }

    @Nested
    class IsRefusedInOneLine {
        static Stream<Arguments> faults() {
            Map<String, long[]> missing = drunet(2, 2, 2, 2);
            missing.remove("m_body.3.res.2.weight");
            Map<String, long[]> shape = drunet(2, 2, 2, 2);
            shape.put("m_up2.0.weight", new long[] {2, 2, 3, 3});
            Map<String, long[]> swapped = drunet(2, 4, 6, 8);
            swapped.put("m_up1.0.weight", new long[] {2, 4, 2, 2});
            Map<String, long[]> colour = drunet(2, 2, 2, 2);
            colour.put("m_head.weight", new long[] {2, 4, 3, 3});
            Map<String, long[]> noWidth = drunet(2, 2, 2, 2);
            noWidth.remove("m_down3.4.weight");
            Map<String, long[]> scalarHead = drunet(2, 2, 2, 2);
            scalarHead.put("m_head.weight", new long[] {});
            Map<String, long[]> normalised = dncnn();
            normalised.put("model.3.running_mean", new long[] {2});
            Map<String, long[]> noBias = dncnn();
            noBias.remove("model.2.bias");
            Map<String, long[]> other = Map.of("conv1.weight", new long[] {2, 1, 3, 3});
            return Stream.of(
                    Arguments.of(missing, "has no tensor 'm_body.3.res.2.weight'"),
                    Arguments.of(shape, "tensor m_up2.0.weight has shape [2, 2, 3, 3]"),
                    Arguments.of(swapped, "needs [4, 2, 2, 2]"),
                    Arguments.of(colour, "for grey images takes 2 channels"),
                    Arguments.of(noWidth, "has no tensor 'm_down3.4.weight'"),
                    Arguments.of(scalarHead, "has shape []"),
                    Arguments.of(normalised, "'model.3.running_mean' that dncnn does not have"),
                    Arguments.of(noBias, "has no tensor 'model.2.bias'"),
                    Arguments.of(other, "has neither a model card nor the weights of DRUNet"));
        }

        @ParameterizedTest
        @MethodSource("faults")
        void whatIsNotTheNetworks(Map<String, long[]> shapes, String message) throws IOException {
            Path file = written("wrong", shapes);
            assertThatThrownBy(() -> PublicWeights.open(file))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(message)
                    .message()
                    .doesNotContain("\n");
        }

        @Test
        void whatIsQuantised() throws IOException {
            List<StoredTensor> integers = new ArrayList<>();
            dncnn().forEach((name, shape) -> {
                int count = (int) java.util.Arrays.stream(shape).reduce(1, (a, b) -> a * b);
                integers.add(StoredTensor.ofLongs(name, new long[count], shape));
            });
            Path file = folder.resolve("quantised.safetensors");
            Safetensors.write(file, integers, new java.util.TreeMap<>(), true);
            assertThatThrownBy(() -> LearnedDenoiser.open(PublicWeights.open(file), InferenceOptions.DEFAULT))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("elements of I64");
        }

        @Test
        void whatIsNotThere() {
            assertThatThrownBy(() -> WeightSource.open(folder.resolve("none.safetensors")))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageContaining("no such file");
        }
    }

    private static double difference(String name, int tile, PlugAndPlay use, Safetensors expected) throws IOException {
        StoredTensor input = expected.tensor("input");
        int rows = Math.toIntExact(input.shape().get(0));
        int columns = Math.toIntExact(input.shape().get(1));
        Slice noisy = Slice.of(rows, columns, input.toFloats(), Unit.ARBITRARY);
        InferenceOptions options = new InferenceOptions("cpu", "fp32", tile, 1);
        try (LearnedDenoiser denoiser = LearnedDenoiser.open(PublicWeights.open(fixture(name)), options)) {
            Slice result = denoiser.with(use).forRange(UNIT).denoise(noisy);
            float[] wanted = expected.tensor("output").toFloats();
            double largest = 0;
            double size = 0;
            for (int i = 0; i < wanted.length; i++) {
                largest = Math.max(largest, Math.abs(wanted[i] - result.at(i)));
                size = Math.max(size, Math.abs(wanted[i]));
            }
            assertThat(size).isGreaterThan(0.1);
            return largest / size;
        }
    }

    private static Path fixture(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(PublicWeightsTest.class.getResource("networks/" + name + ".safetensors"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, long[]> drunet(int... widths) {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("m_head.weight", new long[] {widths[0], 2, 3, 3});
        for (int scale = 1; scale <= 4; scale++) {
            long width = widths[scale - 1];
            String down = scale == 4 ? "m_body" : "m_down" + scale;
            for (int i = 0; i < 4; i++) {
                for (String layer : List.of(".res.0.weight", ".res.2.weight")) {
                    shapes.put(down + "." + i + layer, new long[] {width, width, 3, 3});
                    if (scale < 4) {
                        shapes.put("m_up" + scale + "." + (i + 1) + layer, new long[] {width, width, 3, 3});
                    }
                }
            }
            if (scale < 4) {
                shapes.put(down + ".4.weight", new long[] {widths[scale], width, 2, 2});
                shapes.put("m_up" + scale + ".0.weight", new long[] {widths[scale], width, 2, 2});
            }
        }
        shapes.put("m_tail.weight", new long[] {1, widths[0], 3, 3});
        return shapes;
    }

    private static Map<String, long[]> dncnn() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        shapes.put("model.0.weight", new long[] {2, 1, 3, 3});
        shapes.put("model.0.bias", new long[] {2});
        shapes.put("model.2.weight", new long[] {2, 2, 3, 3});
        shapes.put("model.2.bias", new long[] {2});
        shapes.put("model.4.weight", new long[] {1, 2, 3, 3});
        shapes.put("model.4.bias", new long[] {1});
        return shapes;
    }

    private static Path written(String name, Map<String, long[]> shapes) throws IOException {
        Path file = folder.resolve(name + ".safetensors");
        List<StoredTensor> tensors = new ArrayList<>();
        shapes.forEach((tensor, shape) -> {
            long elements = 1;
            for (long extent : shape) {
                elements *= extent;
            }
            tensors.add(StoredTensor.ofFloats(tensor, Dtype.BF16, new float[Math.toIntExact(elements)], shape));
        });
        Safetensors.write(file, tensors, Map.of(), true);
        return file;
    }
}
