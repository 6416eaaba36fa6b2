package dev.limpid.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** ResNet, QAE, TransCT and trained bilateral filters beside PyTorch 1.13, see {@code scripts/fixtures/low_dose_networks.py}. */
class PublishedLowDoseNetworksTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** A network and the size of the image that its file of results is for. */
    record Sample(String name, int rows, int columns) {
        Network network() {
            return switch (name) {
                case "resnet" -> new ResNet(16, 2);
                case "qae" -> new QuadraticAutoencoder();
                case "transct" -> new TransCt(128);
                default -> new BilateralLayers();
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("resnet", 19, 23),
                new Sample("qae", 19, 23),
                new Sample("transct", 128, 128),
                new Sample("bilateral-trained", 9, 11));
    }

    @Nested
    class OfThePublishedSize {
        @Test
        void theyHaveThePublishedNumberOfWeights() {
            assertThat(count(new ResNet(ResNet.PUBLISHED_WIDTH, ResNet.PUBLISHED_BLOCKS)))
                    .isEqualTo(1_843_329);
            assertThat(count(new QuadraticAutoencoder())).isEqualTo(49_818);
            assertThat(count(new TransCt(TransCt.PUBLISHED_EDGE))).isEqualTo(79_347_520);
            assertThat(count(new BilateralLayers())).isEqualTo(12);
        }

        private long count(Network network) {
            try (network) {
                return network.parameters().count();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.network.PublishedLowDoseNetworksTest#samples")
    void computeWhatTheReferenceDoes(Sample sample) throws IOException {
        Map<String, float[]> expected = expected(sample.name());
        try (Network network = sample.network()) {
            HashedWeights.put(network, Compute.cpu());
            float[] image = HashedWeights.image(sample.rows() * sample.columns());
            float[] result = Planes.forward(network, image, sample.rows(), sample.columns(), 0);
            requireClose(result, Objects.requireNonNull(expected.get("output")), 2e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.network.PublishedLowDoseNetworksTest#samples")
    void haveTheGradientsOfTheReference(Sample sample) throws IOException {
        Map<String, float[]> expected = expected(sample.name());
        Compute exact = new Compute("cpu", Precision.FP64);
        try (Network network = sample.network();
                PointerScope scope = new PointerScope()) {
            HashedWeights.put(network, exact);
            // Normalisation that learns is another thing, below: with its scales frozen it is that of inference.
            network.parameters().trainable(name -> !name.matches("blocks.*layers.[14].weight"));
            gradients(network, image(sample, 1), expected, "gradient.", "layers.1.weight");
        }
    }

    @ParameterizedTest
    @MethodSource("dev.limpid.network.PublishedLowDoseNetworksTest#samples")
    void inBf16StayNearTheExactResult(Sample sample) {
        try (Network network = sample.network()) {
            HashedWeights.put(network, Compute.cpu());
            float[] image = HashedWeights.image(sample.rows() * sample.columns());
            float[] exact = Planes.forward(network, image, sample.rows(), sample.columns(), 0);
            network.parameters().round(new Compute("cpu", Precision.BF16));
            float[] rounded =
                    Planes.forward(network, image, sample.rows(), sample.columns(), 0, Precision.FP32, Precision.BF16);
            requireClose(rounded, exact, 0.03);
        }
    }

    @Nested
    class ANormalisationThatLearns {
        @Test
        void normalisesByTheBatchAndCountsAsPyTorchDoes() throws IOException {
            Sample sample = new Sample("resnet", 19, 23);
            Map<String, float[]> expected = expected(sample.name());
            Compute exact = new Compute("cpu", Precision.FP64);
            try (Network network = sample.network();
                    PointerScope scope = new PointerScope()) {
                HashedWeights.put(network, exact);
                network.parameters().trainable(true);
                Tensor image = image(sample, 1);
                Tensor batch = Ops.concat(new Tensor[] {image, image.neg().add(Ops.scalar(1))});
                float[] output = gradients(network, batch, expected, "learning.gradient.", "none");
                requireClose(output, Objects.requireNonNull(expected.get("learning.output")), 1e-5);
                expected.forEach((name, values) -> {
                    if (name.contains("running")) {
                        float[] counted = Ops.values(network.parameters().get(name.substring("learning.".length())));
                        requireClose(counted, values, 1e-5);
                    }
                });
            }
        }

        @Test
        void countsNothingWhileNothingIsRecordedAndGivesAnImageTheSameWhateverItsBatch() {
            try (ResNet network = new ResNet(16, 1)) {
                HashedWeights.put(network, Compute.cpu());
                network.parameters().trainable(true);
                Map<String, float[]> before = network.parameters().values();
                float[] image = HashedWeights.image(12 * 12);
                float[] alone = Planes.forward(network, image, 12, 12, 0);
                try (PointerScope scope = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    Tensor one = Ops.tensor(image, 1, 1, 12, 12);
                    Tensor batch = Ops.concat(new Tensor[] {one, one.mul(Ops.scalar(9))});
                    Tensor both = network.forward(batch, ScalarType.Float);
                    requireClose(Ops.values(both.narrow(0, 0, 1)), alone, 1e-6);
                }
                before.forEach((name, values) -> assertThat(
                                Ops.values(network.parameters().get(name)))
                        .as(name)
                        .isEqualTo(values));
            }
        }

        @Test
        void isPartOfTheFileButNoWeight() {
            try (ResNet network = new ResNet(8, 1)) {
                network.parameters().initialise(1, Compute.cpu());
                network.parameters().trainable(true);
                String mean = "blocks.0.layers.1.running_mean";
                assertThat(network.parameters().shapes()).containsKey(mean);
                assertThat(network.parameters().get(mean).requires_grad()).isFalse();
                assertThat(network.parameters().isExact(mean)).isTrue();
                assertThat(Ops.values(network.parameters().get("blocks.0.layers.4.running_var")))
                        .containsOnly(1);
            }
        }
    }

    private static Tensor image(Sample sample, long images) {
        float[] values = HashedWeights.image(sample.rows() * sample.columns());
        return Ops.tensor(values, images, 1, sample.rows(), sample.columns()).to(ScalarType.Double);
    }

    /** Compares the derivatives of the mean square of the output, and gives the output. */
    private static float[] gradients(
            Network network, Tensor input, Map<String, float[]> expected, String prefix, String without) {
        Tensor output = network.forward(input, ScalarType.Double);
        output.square().mean().backward();
        expected.forEach((name, values) -> {
            if (name.startsWith(prefix) && !name.endsWith(without)) {
                String weight = name.substring(prefix.length());
                requireClose(Ops.values(network.parameters().get(weight).grad()), values, 1e-5);
            }
        });
        return Ops.values(output);
    }

    static void requireClose(float[] actual, float[] wanted, double tolerance) {
        assertThat(actual).hasSameSizeAs(wanted);
        double largest = 1e-12;
        double difference = 0;
        for (int i = 0; i < wanted.length; i++) {
            largest = Math.max(largest, Math.abs(wanted[i]));
            difference = Math.max(difference, Math.abs(actual[i] - wanted[i]));
        }
        assertThat(difference / largest).isLessThan(tolerance);
    }

    /** Tensors of a file in the network package's own resources; the reader of model files is a floor above. */
    private static Map<String, float[]> expected(String name) throws IOException {
        byte[] bytes;
        try (InputStream in = Objects.requireNonNull(
                PublishedLowDoseNetworksTest.class.getResourceAsStream(name + ".expected.safetensors"))) {
            bytes = in.readAllBytes();
        }
        ByteBuffer data = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int header = Math.toIntExact(data.getLong(0));
        JsonNode tree = new ObjectMapper().readTree(new String(bytes, 8, header, StandardCharsets.UTF_8));
        Map<String, float[]> tensors = new TreeMap<>();
        tree.properties().forEach(entry -> {
            JsonNode ends = entry.getValue().get("data_offsets");
            float[] values = new float[(ends.get(1).asInt() - ends.get(0).asInt()) / Float.BYTES];
            data.position(8 + header + ends.get(0).asInt());
            data.asFloatBuffer().get(values);
            tensors.put(entry.getKey(), values);
        });
        return tensors;
    }
}
