package dev.limpid.network.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.tensor.Compute;
import dev.limpid.tensor.Compute.Precision;
import dev.limpid.tensor.Ops;
import dev.limpid.tensor.Parameters;
import java.util.Random;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
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
}
