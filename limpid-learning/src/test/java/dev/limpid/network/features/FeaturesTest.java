package dev.limpid.network.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.DnCnn;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import dev.limpid.training.adversarial.Formulas;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FeaturesTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void vgg19HasThePublishedSizeAndNames() {
        try (Vgg19 network = new Vgg19(Vgg19.PUBLISHED_WIDTH)) {
            assertThat(network.parameters().count()).isEqualTo(20_024_384);
            assertThat(network.parameters().shapes().keySet()).contains("features.0.weight", "features.34.bias");
        }
    }

    @Test
    void vgg19ComputesWhatPyTorchComputes() throws IOException {
        Properties expected = Formulas.expected(FeaturesTest.class);
        try (Vgg19 network = new Vgg19(2);
                PointerScope scope = new PointerScope()) {
            Formulas.fill(network.parameters());
            Tensor feature =
                    network.features(Formulas.image(3, 32), ScalarType.Double).get(0);
            float[] values = Ops.values(feature);
            assertThat(feature.mean().item_double())
                    .isCloseTo(Double.parseDouble(expected.getProperty("mean")), within(1e-9));
            assertThat((double) values[0]).isCloseTo(Double.parseDouble(expected.getProperty("first")), within(1e-7));
            assertThat((double) values[values.length - 1])
                    .isCloseTo(Double.parseDouble(expected.getProperty("last")), within(1e-7));
        }
    }

    @Test
    void anEncoderHasItsLevelsFinestFirst() {
        try (UNet network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                PointerScope scope = new PointerScope()) {
            network.parameters().initialise(1, Compute.cpu());
            EncoderFeatures features = new EncoderFeatures(network, "toy");
            Tensor image = Formulas.image(0, 32).to(ScalarType.Float);
            List<Tensor> levels = features.features(image, ScalarType.Float);
            assertThat(levels.stream().map(level -> level.size(2))).containsExactly(32L, 16L, 8L, 4L);
            assertThat(levels.stream().map(level -> level.size(1))).containsExactly(2L, 4L, 8L, 16L);
            assertThat(features.title()).isEqualTo("4 levels of the encoder of toy");
        }
    }

    @Test
    void aNetworkWithoutLevelsIsRefusedByName() {
        try (DnCnn network = new DnCnn(3, 2)) {
            assertThatThrownBy(() -> new EncoderFeatures(network, "toy"))
                    .hasMessageContaining("toy is a dncnn, which has no levels");
        }
    }
}
