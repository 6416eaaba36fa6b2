package dev.limpid.network.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class ConvTest {
    private static final int CHANNELS = 3;

    /** The nearest number with 8 bits of mantissa; ties to even. */
    private static float rounded(float value) {
        int bits = Float.floatToIntBits(value);
        int even = (bits >> 16) & 1;
        return Float.intBitsToFloat((bits + 0x7FFF + even) & 0xFFFF0000);
    }

    @Test
    void inHalfPrecisionRoundsItsOperandsAndItsResultAndNothingElse() {
        Random random = new Random(4);
        float[] image = new float[CHANNELS * 16];
        float[] weight = new float[CHANNELS];
        for (int i = 0; i < image.length; i++) {
            image[i] = (float) random.nextGaussian();
        }
        for (int i = 0; i < weight.length; i++) {
            weight[i] = (float) random.nextGaussian();
        }
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard();
                Parameters parameters = new Parameters()) {
            Conv conv = new Conv(parameters, "conv", CHANNELS, 1, Conv.Form.plain(1, 1));
            parameters.put("conv.weight", weight, Compute.cpu());
            float[] half = Ops.values(
                    conv.of(Ops.tensor(image, 1, CHANNELS, 4, 4), Pass.INFERENCE.convolving(Precision.BF16)));
            float[] full = Ops.values(conv.of(Ops.tensor(image, 1, CHANNELS, 4, 4), Pass.INFERENCE));
            for (int pixel = 0; pixel < 16; pixel++) {
                double exact = 0;
                double ofRounded = 0;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    float value = image[16 * channel + pixel];
                    exact += (double) value * weight[channel];
                    ofRounded += (double) rounded(value) * rounded(weight[channel]);
                }
                assertThat((double) full[pixel]).isCloseTo(exact, within(1e-6));
                assertThat(half[pixel]).isEqualTo(rounded((float) ofRounded));
            }
            assertThat(half).isNotEqualTo(full);
        }
    }

    /** One channel a weight and stride 2: gradient of the sum of results is the sum of the pixels it saw, with few channels, too. */
    @Test
    void ofOneByOneAndStrideTwoSeesEverySecondPixelOnly() {
        for (int channels = 1; channels <= 9; channels++) {
            float[] image = new float[channels * 16];
            for (int i = 0; i < image.length; i++) {
                image[i] = i * i % 37;
            }
            try (PointerScope scope = new PointerScope();
                    Parameters parameters = new Parameters()) {
                Conv conv = new Conv(parameters, "conv", channels, 2, Conv.Form.plain(1, 2));
                float[] ones = new float[2 * channels];
                Arrays.fill(ones, 1);
                parameters.put("conv.weight", ones, Compute.cpu());
                parameters.trainable(true);
                Tensor result = conv.of(Ops.tensor(image, 1, channels, 4, 4), Pass.TRAINING);
                assertThat(result.sizes().vec().get()).containsExactly(1, 2, 2, 2);
                result.sum().backward();
                float[] gradient = Ops.values(parameters.get("conv.weight").grad());
                for (int channel = 0; channel < channels; channel++) {
                    int first = 16 * channel;
                    float seen = image[first] + image[first + 2] + image[first + 8] + image[first + 10];
                    assertThat(gradient[channel]).isEqualTo(seen);
                    assertThat(gradient[channels + channel]).isEqualTo(seen);
                }
            }
        }
    }
}
