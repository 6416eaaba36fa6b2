package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeanFilterTest {
    @ParameterizedTest
    @ValueSource(ints = {3, 7, 101})
    void spreadsAPixelEvenlyOverTheWindow(int size) {
        float[] pixels = new float[120 * 120];
        pixels[60 * 120 + 60] = size * size;
        Slice result = new MeanFilter(size).denoise(noise(120, 120, 0, 1, 1).withPixels(pixels));
        for (int i = 0; i < pixels.length; i++) {
            boolean inside = Math.abs(i / 120 - 60) <= size / 2 && Math.abs(i % 120 - 60) <= size / 2;
            assertThat(result.at(i)).isCloseTo(inside ? 1 : 0, within(1e-5f));
        }
    }

    @Test
    void aConstantInsidePaddingStaysConstant() {
        Slice padded = padOutsideEllipse(noise(40, 50, 100, 0, 1), -3024);
        Slice smooth = new MeanFilter(9).denoise(padded);
        for (int i = 0; i < smooth.size(); i++) {
            assertThat(smooth.at(i)).isCloseTo(padded.isPadding(i) ? -3024 : 100, within(1e-4f));
        }
    }

    @Test
    void ofOnePixelChangesNothing() {
        Slice noisy = noise(5, 5, 0, 1, 1);
        assertThat(new MeanFilter(1).denoise(noisy)).isSameAs(noisy);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -3, 4, 103})
    void refusesAnotherSize(int size) {
        assertThatThrownBy(() -> new MeanFilter(size))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("odd and 1..101");
    }

    @Test
    void theCombinationIsItsPartsInTheOrderOfItsName() {
        Slice noisy = noise(40, 41, 0, 30, 2);
        CombinedFilter combined = new CombinedFilter(new MeanFilter(5), new MedianFilter(3), new GaussianFilter(0.7));
        float[] steps = new GaussianFilter(0.7)
                .denoise(new MedianFilter(3).denoise(new MeanFilter(5).denoise(noisy)))
                .toArray();
        assertThat(combined.denoise(noisy).toArray()).isEqualTo(steps);
        float[] other = new MeanFilter(5)
                .denoise(new MedianFilter(3).denoise(new GaussianFilter(0.7).denoise(noisy)))
                .toArray();
        assertThat(Arrays.equals(steps, other)).isFalse();
    }
}
