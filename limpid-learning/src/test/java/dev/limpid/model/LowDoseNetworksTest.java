package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.ConvolutionChain;
import dev.limpid.network.Network;
import dev.limpid.network.RedCnn;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.PointerScope;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published networks for low-dose CT. */
class LowDoseNetworksTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @ParameterizedTest
    @CsvSource({"cnn10, 24513", "redcnn, 1848865", "wganvgg, 56097"})
    void haveTheirPublishedNumberOfWeights(String name, long weights) throws ModelFormatException {
        Map<String, String> width = name.equals("redcnn") ? Map.of("width", "96") : Map.of();
        try (Network network = Networks.create(new Architecture(name, width, 0))) {
            assertThat(network.parameters().count()).isEqualTo(weights);
            assertThat(Networks.describe(network)).isEqualTo(new Architecture(name, width, network.halo()));
        }
    }

    @Test
    void redCnnComputesWhatItsLayerTableSays() throws IOException {
        Safetensors weights = Safetensors.open(fixture("redcnn"));
        Safetensors expected = Safetensors.open(fixture("redcnn.expected"));
        StoredTensor input = expected.tensor("input");
        int rows = Math.toIntExact(input.shape().get(0));
        int columns = Math.toIntExact(input.shape().get(1));
        float[] wanted = expected.tensor("output").toFloats();
        float[] result = redCnn(weights).apply(input.toFloats(), rows, columns, 0);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(result[i]).isCloseTo(wanted[i], within(2e-5f));
        }
    }

    @Test
    void tilesOfRedCnnGiveWhatTheWholeImageGives() throws IOException {
        Safetensors weights = Safetensors.open(fixture("redcnn"));
        float[] image = noise(70 * 61);
        try (TiledNetwork whole = redCnn(weights);
                TiledNetwork tiled = new TiledNetwork(network(weights), Compute.cpu(), 17)) {
            float[] expected = whole.apply(image, 70, 61, 0);
            float[] result = tiled.apply(image, 70, 61, 0);
            for (int i = 0; i < expected.length; i++) {
                assertThat(result[i]).isCloseTo(expected[i], within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 20, 21})
    void redCnnTakesImagesSmallerThanItsKernelsReach(int size) throws IOException {
        try (TiledNetwork network = redCnn(Safetensors.open(fixture("redcnn")))) {
            for (float value : network.apply(noise(size * 30), size, 30, 0)) {
                assertThat(value).isFinite();
            }
        }
    }

    @Test
    void anUntrainedRedCnnIsTheIdentity() {
        try (Network network = new RedCnn(2)) {
            network.parameters().initialise(1, Compute.cpu());
            try (TiledNetwork tiled = new TiledNetwork(network, Compute.cpu(), 0);
                    PointerScope scope = new PointerScope()) {
                float[] image = noise(30 * 30);
                assertThat(tiled.apply(image, 30, 30, 0)).isEqualTo(image);
            }
        }
    }

    @Test
    void chainsReachAsFarAsTheirKernels() {
        try (Network cnn10 = ConvolutionChain.cnn10();
                Network wgan = ConvolutionChain.wganVgg()) {
            assertThat(cnn10.halo()).isEqualTo(4 + 1 + 2);
            assertThat(wgan.halo()).isEqualTo(8);
        }
    }

    @Test
    void widthsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new RedCnn(0)).hasMessageContaining("1 to 1024 channels");
        assertThatThrownBy(() -> Networks.create(new Architecture("redcnn", Map.of("width", "2000"), 0)))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageContaining("width");
    }

    private static float[] noise(int size) {
        float[] values = new float[size];
        java.util.Random random = new java.util.Random(5);
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }

    private static TiledNetwork redCnn(Safetensors weights) throws IOException {
        return new TiledNetwork(network(weights), Compute.cpu(), 0);
    }

    private static Network network(Safetensors weights) throws IOException {
        Network network = new RedCnn(3);
        for (String name : network.parameters().shapes().keySet()) {
            network.parameters().put(name, weights.tensor(name).toFloats(), Compute.cpu());
        }
        return network;
    }

    private static Path fixture(String name) {
        try {
            return Path.of(
                    Objects.requireNonNull(LowDoseNetworksTest.class.getResource("networks/" + name + ".safetensors"))
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
