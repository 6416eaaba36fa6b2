package dev.limpid.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.NativeLibrary;
import dev.limpid.tensor.Ops;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UNetTest {
    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    @Test
    void theChannelPlanHasThePublishedNumberOfWeights() {
        // 17,261,825 with two normalisation weights a channel and no bias; ours has one bias instead of the two.
        int channels = 2 * (64 + 128 + 256 + 512 + 512) + (512 + 256) + (256 + 128) + (128 + 64) + (64 + 64);
        try (UNet network = new UNet(64)) {
            assertThat(network.parameters().count()).isEqualTo(17_261_825 - channels);
        }
    }

    @Test
    void anUntrainedNetworkIsTheIdentity() {
        try (UNet network = new UNet(4)) {
            network.parameters().initialise(1, Compute.cpu());
            float[] image = random(32 * 48, 1);
            assertThat(forward(network, image, 32, 48)).isEqualTo(image);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2: 0,0,0,0,0", "4: 0,0,0,0,0", "2: 4,1,0,0,0", "3: 1,1,1,1,1", "2: 0,0,0,0,2"})
    void noOutputPixelDependsOnAnythingBeyondTheHalo(String plan) {
        List<Integer> blocks = Arrays.stream(plan.substring(3).split(","))
                .map(Integer::valueOf)
                .toList();
        try (UNet network = new UNet(Integer.parseInt(plan.substring(0, 1)), blocks)) {
            randomise(network);
            int rows = 16;
            int columns = 1024;
            float[] image = random(rows * columns, 2);
            float[] before = forward(network, image, rows, columns);
            float[] changed = image.clone();
            for (int row = 0; row < rows; row++) {
                changed[row * columns + 511] += 100;
            }
            float[] after = forward(network, changed, rows, columns);
            int reach = 0;
            for (int i = 0; i < after.length; i++) {
                if (before[i] != after[i]) {
                    reach = Math.max(reach, Math.abs(i % columns - 511));
                }
            }
            assertThat(reach).isBetween(60, network.halo());
        }
    }

    @Test
    void bf16LayersStayCloseToSinglePrecision() {
        try (UNet network = new UNet(8)) {
            randomise(network);
            float[] image = random(64 * 64, 3);
            float[] exact = forward(network, image, 64, 64);
            float[] rounded = new float[image.length];
            try (PointerScope scope = new PointerScope();
                    NoGradGuard guard = new NoGradGuard()) {
                Ops.read(network.forward(Ops.tensor(image, 1, 1, 64, 64), ScalarType.BFloat16), rounded);
            }
            double largest = 0;
            double change = 0;
            for (int i = 0; i < image.length; i++) {
                largest = Math.max(largest, Math.abs(exact[i] - rounded[i]));
                change = Math.max(change, Math.abs(exact[i] - image[i]));
            }
            assertThat(largest).isPositive().isLessThan(0.05 * change);
        }
    }

    @Test
    void gradientsAgreeWithCentralDifferences() {
        Compute exact = new Compute("cpu", Precision.FP64);
        try (UNet network = new UNet(2)) {
            network.parameters().initialise(5, exact);
            network.parameters().put("out.weight", new float[] {0.7f, -0.4f}, exact);
            network.parameters().trainable(true);
            float[] image = random(256, 4);
            double[] loss = new double[3];
            float gradient = 0;
            String name = "down2.conv1.weight";
            try (PointerScope scope = new PointerScope()) {
                var output = network.forward(Ops.tensor(image, 1, 1, 16, 16).to(ScalarType.Double), ScalarType.Double);
                var sum = output.mul(output).sum();
                sum.backward();
                gradient = Ops.values(network.parameters().get(name).grad())[7];
                loss[0] = sum.item_double();
            }
            network.parameters().trainable(false);
            double step = 1e-6;
            for (int side = 1; side <= 2; side++) {
                try (PointerScope scope = new PointerScope();
                        NoGradGuard guard = new NoGradGuard()) {
                    double delta = side == 1 ? step : -2 * step;
                    network.parameters()
                            .get(name)
                            .narrow(0, 0, 1)
                            .narrow(1, 0, 1)
                            .narrow(2, 2, 1)
                            .narrow(3, 1, 1)
                            .add_(Ops.scalar(delta));
                    var output =
                            network.forward(Ops.tensor(image, 1, 1, 16, 16).to(ScalarType.Double), ScalarType.Double);
                    loss[side] = output.mul(output).sum().item_double();
                }
            }
            double difference = (loss[1] - loss[2]) / (2 * step);
            assertThat(Math.abs(gradient)).isGreaterThan(1e-6f);
            assertThat((double) gradient).isCloseTo(difference, org.assertj.core.data.Percentage.withPercentage(0.1));
        }
    }

    @Test
    void untrainedBlocksChangeNothing() {
        try (UNet plain = new UNet(4);
                UNet grown = new UNet(4, List.of(2, 1, 1, 0, 1))) {
            randomise(plain);
            grown.parameters().initialise(9, Compute.cpu());
            plain.parameters()
                    .values()
                    .forEach((name, values) -> grown.parameters().put(name, values, Compute.cpu()));
            float[] image = random(48 * 32, 6);
            assertThat(forward(grown, image, 48, 32)).isEqualTo(forward(plain, image, 48, 32));
            assertThat(grown.configuration()).containsEntry("blocks", "2,1,1,0,1");
            assertThat(plain.configuration()).doesNotContainKey("blocks");
            assertThat(grown.parameters().count() - plain.parameters().count())
                    .as("two 3 x 3 convolutions a block, down and up, at the width of what they follow")
                    .isEqualTo(18 * (2 * (16 + 16) + 64 + 16 + 256 + 64 + 32 * 32));
        }
    }

    @Test
    void blocksOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new UNet(2, List.of(1, 1))).hasMessageContaining("each of five levels");
        assertThatThrownBy(() -> new UNet(2, List.of(17, 0, 0, 0, 0))).hasMessageContaining("0 to 16");
    }

    @Test
    void aBaseOutOfBoundsIsRefused() {
        assertThatThrownBy(() -> new UNet(0)).hasMessageContaining("1 to 256");
    }

    private static void randomise(UNet network) {
        network.parameters().initialise(9, Compute.cpu());
        Random random = new Random(10);
        network.parameters().shapes().forEach((name, shape) -> {
            if (name.contains(".block") && name.endsWith(".res.2.weight")) {
                float[] values = new float[Math.toIntExact(shape[0] * shape[1] * 9)];
                for (int i = 0; i < values.length; i++) {
                    values[i] = (float) (0.1 * random.nextGaussian());
                }
                network.parameters().put(name, values, Compute.cpu());
            }
        });
        float[] last = new float[Math.toIntExact(network.parameters().shape("out.weight")[1])];
        Arrays.fill(last, 0.5f);
        network.parameters().put("out.weight", last, Compute.cpu());
    }

    private static float[] forward(UNet network, float[] image, int rows, int columns) {
        float[] result = new float[image.length];
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            Ops.read(network.forward(Ops.tensor(image, 1, 1, rows, columns), ScalarType.Float), result);
        }
        return result;
    }

    private static float[] random(int size, long seed) {
        Random random = new Random(seed);
        float[] values = new float[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextFloat();
        }
        return values;
    }
}
