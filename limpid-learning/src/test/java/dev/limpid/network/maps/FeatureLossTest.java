package dev.limpid.network.maps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.network.DnCnn;
import dev.limpid.network.DrUNet;
import dev.limpid.network.Network;
import dev.limpid.network.UNet;
import dev.limpid.network.graph.Activation;
import dev.limpid.network.graph.Gate;
import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureLossTest {
    private static final Compute EXACT = new Compute("cpu", Precision.FP64);
    private static final int EDGE = 16;
    private static final double FLOOR = 1e-12;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** Gates and targets of the paper and of its remedies. */
    enum Variant {
        HARD_SUM(Activation.RELU, Target.SUM),
        HARD_ENERGY(Activation.RELU, Target.ENERGY),
        PLAIN_SUM(Activation.RELU, Target.SUM),
        PLAIN_ENERGY(Activation.RELU, Target.ENERGY),
        SOFT_SUM(Activation.RELU, Target.SUM),
        SOFT_ENERGY(Activation.RELU, Target.ENERGY),
        SILU_SUM(Activation.SILU, Target.SUM),
        SILU_ENERGY(Activation.SILU, Target.ENERGY),
        SILU_PLAIN_SUM(Activation.SILU, Target.SUM);

        private final Activation activation;
        private final Target target;

        Variant(Activation activation, Target target) {
            this.activation = activation;
            this.target = target;
        }

        GuidedBackpropagation maps(Network network) {
            Gate gate = name().contains("PLAIN")
                    ? new Gate.Plain()
                    : name().contains("SOFT") ? soft(network, 0.25) : new Gate.Guided();
            return new GuidedBackpropagation(network, gate, target);
        }

        Network network() {
            return new UNet(UNet.Shape.restoration(2, activation));
        }
    }

    @Nested
    class TheGradient {
        @ParameterizedTest
        @EnumSource(Variant.class)
        void agreesWithCentralDifferences(Variant variant) {
            try (Network network = variant.network()) {
                randomise(network);
                assertGradient(variant.maps(network), 1);
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"dncnn", "drunet", "unet with blocks", "residual unet"})
        void agreesWithThemThroughAnyOfOurNetworks(String name) {
            try (Network network = network(name)) {
                randomise(network);
                assertGradient(new GuidedBackpropagation(network, soft(network, 0.5), Target.ENERGY), network.inputs());
            }
        }

        @ParameterizedTest
        @EnumSource(Variant.class)
        void isWhatAutomaticDifferentiationOfTheReversePassGives(Variant variant) {
            try (Network network = variant.network();
                    PointerScope scope = new PointerScope()) {
                randomise(network);
                GuidedBackpropagation maps = variant.maps(network);
                Tensor clean = image(1, 1, 3).detach();
                Tensor image = image(1, 1, 4).detach();
                FeatureLoss loss = new FeatureLoss(maps, FLOOR);
                Tensor cleanMap = loss.map(clean, ScalarType.Double);
                float[] closed =
                        Ops.values(loss.of(image, cleanMap, ScalarType.Double).gradient());
                float[] automatic = new float[closed.length];
                image.set_requires_grad(true);
                Tensor difference = maps.map(image, ScalarType.Double).sub(cleanMap);
                Tensor value = difference.square().sum().div(cleanMap.square().sum());
                if (value.requires_grad()) {
                    value.backward();
                    if (image.grad().defined()) {
                        automatic = Ops.values(image.grad());
                    }
                }
                double scale = 1e-12;
                for (float each : automatic) {
                    scale = Math.max(scale, Math.abs(each));
                }
                for (int i = 0; i < closed.length; i++) {
                    assertThat((double) closed[i]).isCloseTo(automatic[i], within(1e-6 * scale));
                }
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"guided", "plain"})
        void isExactlyZeroWithHardGatesAndTheSum(String gate) {
            try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                    PointerScope scope = new PointerScope()) {
                randomise(network);
                GuidedBackpropagation maps = new GuidedBackpropagation(
                        network, gate.equals("guided") ? new Gate.Guided() : new Gate.Plain(), Target.SUM);
                FeatureLoss loss = new FeatureLoss(maps, FLOOR);
                Tensor cleanMap = loss.map(image(2, 1, 3), ScalarType.Double);
                FeatureLoss.Result result = loss.of(image(2, 1, 4), cleanMap, ScalarType.Double);
                assertThat(result.value()).isGreaterThan(0.01);
                assertThat(Ops.values(result.gradient())).containsOnly(0f);
                assertThat(maps.informative()).isFalse();
            }
        }

        @Test
        void ofABatchIsThatOfEachImageOverTheirNumber() {
            try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                    PointerScope scope = new PointerScope()) {
                randomise(network);
                FeatureLoss loss = new FeatureLoss(Variant.SOFT_SUM.maps(network), FLOOR);
                Tensor clean = image(2, 1, 3);
                Tensor images = image(2, 1, 4);
                Tensor maps = loss.map(clean, ScalarType.Double);
                FeatureLoss.Result both = loss.of(images, maps, ScalarType.Double);
                FeatureLoss.Result first = loss.of(images.narrow(0, 0, 1), maps.narrow(0, 0, 1), ScalarType.Double);
                FeatureLoss.Result second = loss.of(images.narrow(0, 1, 1), maps.narrow(0, 1, 1), ScalarType.Double);
                assertThat(both.value()).isCloseTo((first.value() + second.value()) / 2, within(1e-12));
                assertThat(Ops.values(both.gradient())[5])
                        .isCloseTo(Ops.values(first.gradient())[5] / 2, within(1e-9f));
            }
        }
    }

    @Test
    void aPatchWithHardlyAnyFeatureCountsByTheFloor() {
        try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                PointerScope scope = new PointerScope()) {
            randomise(network);
            GuidedBackpropagation maps = new GuidedBackpropagation(network, new Gate.Guided(), Target.ENERGY);
            Tensor image = image(1, 1, 4);
            Tensor none = image.mul(Ops.scalar(0));
            double energy = maps.map(image, ScalarType.Double).square().sum().item_double();
            FeatureLoss loss = new FeatureLoss(maps, 2 * energy);
            assertThat(loss.of(image, none, ScalarType.Double).value()).isCloseTo(0.5, within(1e-9));
        }
        assertThatThrownBy(
                        () -> new FeatureLoss(new GuidedBackpropagation(new UNet(1), new Gate.Guided(), Target.SUM), 0))
                .hasMessageContaining("floor");
    }

    @Nested
    class SoftGates {
        @Test
        void tendToHardOnesAsTheirWidthGoesToZero() {
            try (Network network = new UNet(UNet.Shape.restoration(4, Activation.RELU));
                    PointerScope scope = new PointerScope()) {
                randomise(network);
                Tensor image = image(1, 1, 5);
                Tensor hard =
                        new GuidedBackpropagation(network, new Gate.Guided(), Target.SUM).map(image, ScalarType.Double);
                double last = Double.POSITIVE_INFINITY;
                for (double fraction : new double[] {1, 0.1, 0.01, 1e-3, 1e-7}) {
                    Tensor soft = new GuidedBackpropagation(network, soft(network, fraction), Target.SUM)
                            .map(image, ScalarType.Double);
                    double error = soft.sub(hard).square().sum().item_double()
                            / hard.square().sum().item_double();
                    assertThat(error).isLessThan(last);
                    last = error;
                }
                assertThat(last).isLessThan(1e-12);
            }
        }

        @Test
        void needAWidthForEveryGate() {
            try (Network network = new UNet(UNet.Shape.restoration(2, Activation.RELU));
                    PointerScope scope = new PointerScope()) {
                randomise(network);
                GuidedBackpropagation maps =
                        new GuidedBackpropagation(network, new Gate.Soft(java.util.Map.of()), Target.SUM);
                assertThatThrownBy(() -> maps.map(image(1, 1, 1), ScalarType.Double))
                        .hasMessageContaining("no width is given for gate up4.conv2");
                assertThatThrownBy(() -> new Gate.Soft(java.util.Map.of("a", 0.0)))
                        .hasMessageContaining("width of gate a is 0.0");
                assertThatThrownBy(() -> GateWidths.measure(network, List.of(), 0.25))
                        .hasMessageContaining("at least one image");
            }
        }
    }

    private static void assertGradient(GuidedBackpropagation maps, int channels) {
        try (PointerScope scope = new PointerScope()) {
            FeatureLoss loss = new FeatureLoss(maps, FLOOR);
            Tensor cleanMap = loss.map(image(2, channels, 3), ScalarType.Double);
            Tensor image = image(2, channels, 4);
            FeatureLoss.Result result = loss.of(image, cleanMap, ScalarType.Double);
            assertThat(result.value())
                    .isGreaterThan(1e-4)
                    .isCloseTo(loss.value(image, cleanMap, ScalarType.Double), within(1e-12));
            Random random = new Random(7);
            double step = 1e-6;
            for (int direction = 0; direction < 3; direction++) {
                float[] values = new float[2 * channels * EDGE * EDGE];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) random.nextGaussian();
                }
                Tensor along = Ops.tensor(values, 2, channels, EDGE, EDGE).to(ScalarType.Double);
                double slope = result.gradient().mul(along).sum().item_double();
                assertThat(slope != 0).isEqualTo(maps.informative());
                double up = loss.value(image.add(along.mul(Ops.scalar(step))), cleanMap, ScalarType.Double);
                double down = loss.value(image.sub(along.mul(Ops.scalar(step))), cleanMap, ScalarType.Double);
                // A gate that changes sides within the step would spoil the difference; with these seeds none does.
                assertThat(slope).isCloseTo((up - down) / (2 * step), within(1e-5 * Math.abs(slope) + 1e-9));
            }
        }
    }

    private static Network network(String name) {
        return switch (name) {
            case "dncnn" -> new DnCnn(4, 3);
            case "drunet" -> new DrUNet(List.of(2, 3, 4, 5), 1);
            case "unet with blocks" -> new UNet(new UNet.Shape(2, List.of(1, 1, 0, 0, 1), Activation.RELU, false));
            default -> new UNet(2);
        };
    }

    private static Gate.Soft soft(Network network, double fraction) {
        try (PointerScope scope = new PointerScope()) {
            return GateWidths.measure(network, List.of(image(1, network.inputs(), 11)), fraction);
        }
    }

    private static Tensor image(int batch, int channels, long seed) {
        Random random = new Random(seed);
        float[] values = new float[batch * channels * EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Ops.tensor(values, batch, channels, EDGE, EDGE).to(ScalarType.Double);
    }

    /** Weights and biases random with a positive mean, so that gates differ and some of the reverse pass survives them. */
    private static void randomise(Network network) {
        Random random = new Random(9);
        network.parameters().shapes().forEach((name, shape) -> {
            int size = 1;
            for (long extent : shape) {
                size = Math.toIntExact(size * extent);
            }
            double deviation = shape.length == 1 ? 0.1 : Math.sqrt(2.0 * shape[0] / size);
            float[] values = new float[size];
            for (int i = 0; i < size; i++) {
                values[i] = (float) (deviation * (0.25 + random.nextGaussian()));
            }
            network.parameters().put(name, values, EXACT);
        });
    }
}
