package dev.limpid.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpsTest {
    private static final int BATCH = 2;
    private static final int CHANNELS = 5;
    private static final int ROWS = 3;
    private static final int COLUMNS = 4;

    @BeforeAll
    static void load() {
        NativeLibrary.load(1);
    }

    /** By its definition: a weighted sum over channels and a bias, and that the derivative is the weight. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSumOverChannelsIsTheConvolutionOfOnePixel(boolean channelsLast) {
        Random random = new Random(1);
        float[] values = random(random, BATCH * CHANNELS * ROWS * COLUMNS);
        float[] weights = random(random, CHANNELS);
        float bias = 0.25f;
        try (PointerScope scope = new PointerScope()) {
            Tensor plain = Ops.tensor(values, BATCH, CHANNELS, ROWS, COLUMNS);
            Tensor input = (channelsLast ? Ops.channelsLast(plain) : plain).set_requires_grad(true);
            Tensor weight = Ops.tensor(weights, 1, CHANNELS, 1, 1).set_requires_grad(true);
            Tensor result = Convolutions.toOneChannel(input, weight, Ops.tensor(new float[] {bias}, 1));
            float[] sums = Ops.values(result);
            result.sum().backward();
            float[] slopes = Ops.values(input.grad());
            int area = ROWS * COLUMNS;
            double[] totals = new double[CHANNELS];
            for (int image = 0; image < BATCH; image++) {
                for (int pixel = 0; pixel < area; pixel++) {
                    double expected = bias;
                    for (int channel = 0; channel < CHANNELS; channel++) {
                        int at = (image * CHANNELS + channel) * area + pixel;
                        expected += (double) weights[channel] * values[at];
                        totals[channel] += values[at];
                        assertThat(slopes[at]).isEqualTo(weights[channel]);
                    }
                    assertThat((double) sums[image * area + pixel]).isCloseTo(expected, within(1e-5));
                }
            }
            float[] ofWeights = Ops.values(weight.grad());
            for (int channel = 0; channel < CHANNELS; channel++) {
                assertThat((double) ofWeights[channel]).isCloseTo(totals[channel], within(1e-4));
            }
        }
    }

    private static float[] random(Random random, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextFloat() - 0.5f;
        }
        return values;
    }

    @Test
    void onlyBf16OnAProcessorWithoutItsProductsIsEmulated() {
        assertThat(new Compute("cpu", Compute.Precision.FP32).isEmulated()).isFalse();
        assertThat(new Compute("cuda", Compute.Precision.BF16).isEmulated()).isFalse();
        assertThat(Compute.of("cpu", "auto").isEmulated()).isFalse();
    }
}
