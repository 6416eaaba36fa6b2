package dev.limpid.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrUNetTest {
    private static final List<Integer> NARROW = List.of(4, 6, 8, 10);

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void thePublishedSizeHasThePublishedNumberOfWeights() {
        try (DrUNet network = new DrUNet(DrUNet.PUBLISHED_WIDTHS, DrUNet.PUBLISHED_BLOCKS)) {
            assertThat(network.parameters().count()).isEqualTo(32_638_656);
        }
    }

    @Test
    void noWeightIsABias() {
        try (DrUNet network = new DrUNet(NARROW, 2)) {
            assertThat(network.parameters().shapes().values()).allMatch(shape -> shape.length == 4);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 3, 250})
    void imageAndLevelTimesAConstantGiveTheResultTimesIt(double factor) {
        try (DrUNet network = new DrUNet(NARROW, 2)) {
            Compute exact = new Compute("cpu", Precision.FP64);
            Planes.randomise(network, 1, exact);
            float[] image = Planes.random(24 * 32, 1);
            float[] scaled = image.clone();
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] = (float) factor * image[i];
            }
            for (Precision precision : List.of(Precision.FP64, Precision.FP32)) {
                float[] of = forward(network, image, 0.1f, precision);
                float[] ofScaled = forward(network, scaled, (float) factor * 0.1f, precision);
                double largest = 0;
                for (float value : of) {
                    largest = Math.max(largest, Math.abs(value));
                }
                assertThat(largest).isGreaterThan(0.01);
                for (int i = 0; i < of.length; i++) {
                    assertThat(Math.abs(ofScaled[i] - factor * of[i])).isLessThanOrEqualTo(2e-5 * factor * largest);
                }
            }
        }
    }

    @Test
    void theLevelMatters() {
        try (DrUNet network = new DrUNet(NARROW, 1)) {
            Planes.randomise(network, 1, Compute.cpu());
            float[] image = Planes.random(16 * 16, 1);
            assertThat(Planes.forward(network, image, 16, 16, 0.1))
                    .isNotEqualTo(Planes.forward(network, image, 16, 16, 0.2));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void noOutputPixelDependsOnAnythingBeyondTheHalo(int blocks) {
        try (DrUNet network = new DrUNet(List.of(2, 2, 3, 3), blocks)) {
            Planes.randomise(network, 1.4, Compute.cpu());
            int reach = Planes.reach(network, 8, 512, 0.1);
            assertThat(reach).isBetween(20 * blocks, 9 + 44 * blocks);
            assertThat(network.halo()).isGreaterThanOrEqualTo(9 + 44 * blocks);
            assertThat(network.halo() % network.stride()).isZero();
        }
    }

    @Test
    void theFigureIsWhatIsComputed() {
        try (DrUNet network = new DrUNet(List.of(1, 1, 1, 1), 1)) {
            // With one channel of weights that copy, each layer can be followed by hand on a constant image of 1.
            network.parameters().initialise(1, Compute.cpu());
            network.parameters().shapes().forEach((name, shape) -> {
                float[] values = new float[(int) (shape[0] * shape[1] * shape[2] * shape[3])];
                if (shape[2] == 2) {
                    values[0] = 1;
                    // The strided convolution takes the first pixel of a block, the transposed one fills the block.
                    if (name.startsWith("m_up")) {
                        java.util.Arrays.fill(values, 1);
                    }
                } else if (name.equals("m_head.weight")) {
                    values[4] = 1;
                    values[9 + 4] = 10;
                } else {
                    values[4] = 1;
                }
                network.parameters().put(name, values, Compute.cpu());
            });
            float[] image = new float[64];
            java.util.Arrays.fill(image, 1);
            // A block doubles a positive value. Head: 1 + 10 * 0.1 = 2 = x1. Down: x2 = 4, x3 = 8, x4 = 16.
            // Body: 32. Up 3: (32 + 16) * 2 = 96. Up 2: (96 + 8) * 2 = 208. Up 1: (208 + 4) * 2 = 424. Tail: 424 + 2.
            assertThat(Planes.forward(network, image, 8, 8, 0.1)).containsOnly(426);
        }
    }

    @Test
    void bf16LayersStayCloseToSinglePrecision() {
        try (DrUNet network = new DrUNet(List.of(8, 12, 16, 16), 2)) {
            Planes.randomise(network, 1, Compute.cpu());
            float[] image = Planes.random(64 * 64, 3);
            float[] exact = Planes.forward(network, image, 64, 64, 0.1);
            float[] rounded = Planes.forward(network, image, 64, 64, 0.1, Precision.FP32, Precision.BF16);
            double difference = 0;
            double size = 0;
            for (int i = 0; i < image.length; i++) {
                difference += Math.pow(exact[i] - rounded[i], 2);
                size += Math.pow(exact[i], 2);
            }
            assertThat(difference).isPositive().isLessThan(1e-3 * size);
        }
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        Compute exact = new Compute("cpu", Precision.FP64);
        try (DrUNet network = new DrUNet(List.of(2, 3, 3, 2), 1)) {
            Planes.randomise(network, 1, exact);
            List<String> names =
                    List.of("m_head.weight", "m_down2.0.res.2.weight", "m_up3.0.weight", "m_down1.1.weight");
            Map<String, Float> gradients = new HashMap<>();
            network.parameters().trainable(true);
            try (PointerScope scope = new PointerScope()) {
                loss(network).backward();
                names.forEach(name -> gradients.put(
                        name, Ops.values(network.parameters().get(name).grad())[1]));
            }
            network.parameters().trainable(false);
            double step = 1e-6;
            for (String name : names) {
                double above = lossAfterAdding(step, network, name);
                double below = lossAfterAdding(-2 * step, network, name);
                lossAfterAdding(step, network, name);
                double gradient = gradients.getOrDefault(name, 0f);
                assertThat(Math.abs(gradient)).as(name).isGreaterThan(1e-7);
                assertThat((above - below) / (2 * step)).as(name).isCloseTo(gradient, withPercentage(0.1));
            }
        }
    }

    /** Changes the second value of a weight. */
    private static double lossAfterAdding(double change, DrUNet network, String name) {
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Tensor weight = network.parameters().get(name);
            weight.narrow(0, 0, 1)
                    .narrow(1, 0, 1)
                    .narrow(2, 0, 1)
                    .narrow(3, 1, 1)
                    .add_(Ops.scalar(change));
            return loss(network).item_double();
        }
    }

    private static Tensor loss(DrUNet network) {
        Tensor image = Ops.tensor(Planes.random(256, 4), 1, 1, 16, 16).to(ScalarType.Double);
        Tensor output = network.forward(Ops.withLevels(image, new float[] {0.1f}), ScalarType.Double);
        return output.mul(output).sum();
    }

    @Test
    void sizesOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new DrUNet(List.of(1, 2, 3), 4)).hasMessageContaining("four widths");
        assertThatThrownBy(() -> new DrUNet(List.of(0, 2, 3, 4), 4)).hasMessageContaining("1 to 1024");
        assertThatThrownBy(() -> new DrUNet(NARROW, 0)).hasMessageContaining("1 to 16 blocks");
    }

    private static float[] forward(DrUNet network, float[] image, float level, Precision precision) {
        return Planes.forward(network, image, 24, 32, level, precision, precision);
    }
}
