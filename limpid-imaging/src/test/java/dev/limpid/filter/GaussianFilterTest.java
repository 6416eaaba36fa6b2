package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianFilterTest {
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1, 3.7, 20})
    void preservesTheMean(double sigma) {
        Slice noisy = noise(61, 47, 40, 50, 3);
        assertThat(mean(new GaussianFilter(sigma).denoise(noisy))).isCloseTo(mean(noisy), within(1e-3));
    }

    @Test
    void dividesTheSpreadOfWhiteNoiseByTheRootOfFourPiTimesSigma() {
        Slice smooth = new GaussianFilter(2).denoise(noise(400, 400, 0, 100, 4));
        double sum = 0;
        for (int i = 0; i < smooth.size(); i++) {
            sum += smooth.at(i) * smooth.at(i);
        }
        // The energy of a continuous Gaussian kernel is 1 / (4 pi sigma^2).
        assertThat(Math.sqrt(sum / smooth.size())).isCloseTo(100 / Math.sqrt(4 * Math.PI * 4), within(0.5));
    }

    @Test
    void aConstantInsidePaddingStaysConstant() {
        Slice padded = padOutsideEllipse(noise(40, 50, 100, 0, 1), -3024);
        Slice smooth = new GaussianFilter(3).denoise(padded);
        for (int i = 0; i < smooth.size(); i++) {
            if (!smooth.isPadding(i)) {
                assertThat(smooth.at(i)).isCloseTo(100, within(1e-4f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, 100.5, Double.NaN})
    void refusesAnotherSigma(double sigma) {
        assertThatThrownBy(() -> new GaussianFilter(sigma))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at most 100");
    }

    @Test
    void itsHaloIsFourSigma() {
        assertThat(new GaussianFilter(2.5).halo()).isEqualTo(10);
    }

    private static double mean(Slice slice) {
        double sum = 0;
        for (int i = 0; i < slice.size(); i++) {
            sum += slice.at(i);
        }
        return sum / slice.size();
    }
}
