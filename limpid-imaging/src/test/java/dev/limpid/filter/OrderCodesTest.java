package dev.limpid.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCodesTest {
    private static final float[] VALUES = {
        -0x1.fffffcp65f,
        -3024,
        -1000.5f,
        -1,
        Math.nextUp(-1f),
        -0x1p-62f,
        0,
        0x1p-62f,
        1e-9f,
        0.1f,
        1,
        1.5f,
        0x1.fffffcp65f
    };

    @Test
    void areInTheOrderOfTheValuesAndTheirDifferencesDoNotOverflow() {
        int[] codes = new int[VALUES.length];
        OrderCodes order = new OrderCodes(VALUES.length);
        order.encode(VALUES, codes, VALUES.length);
        assertThat(order.allHaveCodes()).isTrue();
        for (int i = 1; i < codes.length; i++) {
            assertThat(codes[i]).isGreaterThan(codes[i - 1]);
        }
        assertThat((long) codes[codes.length - 1] - codes[0]).isEqualTo(codes[codes.length - 1] - codes[0]);
    }

    @Test
    void giveTheValuesBack() {
        Random random = new Random(1);
        float[] values = new float[1000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() * Math.pow(2, random.nextInt(100) - 40));
        }
        int[] codes = new int[values.length];
        float[] back = new float[values.length];
        OrderCodes order = new OrderCodes(values.length);
        order.encode(values, codes, values.length);
        order.decode(codes, back, values.length);
        assertThat(back).isEqualTo(values);
    }

    @ParameterizedTest
    @ValueSource(
            floats = {0x1p-63f, -0x1p-63f, 0x1.fffffep65f, Float.MIN_VALUE, 0x1p66f, -Float.MAX_VALUE, Float.MAX_VALUE})
    void areDeniedToWhatIsTooSmallOrTooLarge(float value) {
        OrderCodes order = new OrderCodes(3);
        order.encode(new float[] {1, value, 2}, new int[3], 3);
        assertThat(order.allHaveCodes()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5})
    void theMedianOfValuesWithoutCodesIsExactAllTheSame(int size) {
        float[] pixels = new float[900];
        Random random = new Random(2);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (random.nextGaussian() * (i % 2 == 0 ? 1e-37 : 1e37));
        }
        Slice slice = Slice.of(30, 30, pixels, Unit.ARBITRARY);
        Slice result = new MedianFilter(size).denoise(slice);
        float[] window = new float[size * size];
        for (int y = size / 2; y < 30 - size / 2; y++) {
            for (int x = size / 2; x < 30 - size / 2; x++) {
                for (int k = 0; k < window.length; k++) {
                    window[k] = slice.at(y - size / 2 + k / size, x - size / 2 + k % size);
                }
                Arrays.sort(window);
                assertThat(result.at(y, x)).isEqualTo(window[window.length / 2]);
            }
        }
    }
}
