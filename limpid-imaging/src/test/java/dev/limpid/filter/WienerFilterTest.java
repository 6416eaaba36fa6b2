package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WienerFilterTest {
    @Test
    void withoutNoiseChangesNothing() {
        Slice noisy = noise(30, 31, 5, 20, 1);
        float[] result = of(3, 0).denoise(noisy).toArray();
        for (int i = 0; i < result.length; i++) {
            assertThat(result[i]).isCloseTo(noisy.at(i), within(1e-5f));
        }
    }

    @Test
    void withEndlessNoiseIsTheMean() {
        Slice noisy = noise(30, 31, 5, 20, 2);
        float[] mean = new MeanFilter(5).denoise(noisy).toArray();
        float[] result = of(5, 1e6).denoise(noisy).toArray();
        for (int i = 0; i < result.length; i++) {
            assertThat(result[i]).isCloseTo(mean[i], within(1e-4f));
        }
    }

    @Test
    void zerosBeyondTheBorderReachNoFurtherThanTheWindowOnceTheNoiseIsGiven() {
        Slice noisy = noise(30, 31, 500, 20, 3);
        Slice reflected = of(5, 20).denoise(noisy);
        Slice zero = new WienerFilter(5, OptionalDouble.of(20), WienerFilter.Edge.ZERO).denoise(noisy);
        for (int y = 2; y < 28; y++) {
            for (int x = 2; x < 29; x++) {
                assertThat(zero.at(y, x)).isEqualTo(reflected.at(y, x));
            }
        }
        assertThat(zero.at(0, 0)).isNotEqualTo(reflected.at(0, 0));
    }

    @Test
    void theNoiseItFindsWithAReflectionIsThatOfAFlatImage() {
        Slice noisy = noise(200, 200, 800, 20, 4);
        WienerFilter automatic = new WienerFilter(7, OptionalDouble.empty(), WienerFilter.Edge.REFLECT);
        // The variance in a window of n pixels is (n - 1) / n that of the noise on average.
        float[] given = of(7, 20 * Math.sqrt(48.0 / 49)).denoise(noisy).toArray();
        float[] found = automatic.denoise(noisy).toArray();
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(given[i], within(1f));
        }
        assertThat(automatic.halo()).isGreaterThan(65535);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 1", "103, 1", "3, -1", "3, NaN"})
    void refusesOtherParameters(int size, double noise) {
        assertThatThrownBy(() -> of(size, noise))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wiener");
    }

    private static WienerFilter of(int size, double noise) {
        return new WienerFilter(size, OptionalDouble.of(noise), WienerFilter.Edge.REFLECT);
    }
}
