package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BilateralFilterTest {
    /** The formula in double precision: small and large widths against the spread of 40, with and without the cut. */
    @ParameterizedTest
    @CsvSource({"9, 600, 75", "9, 60, 75", "5, 8, 1.2", "3, 0.5, 0.7", "7, 1e6, 3", "5, 20, 1e4"})
    void isTheWeightedMeanOfItsDefinition(int diameter, double sigmaColor, double sigmaSpace) {
        Slice noisy = noise(21, 26, -500, 40, 8);
        Slice result = new BilateralFilter(diameter, sigmaColor, sigmaSpace).denoise(noisy);
        for (int y = 0; y < noisy.rows(); y++) {
            for (int x = 0; x < noisy.columns(); x++) {
                double expected = definition(noisy, y, x, diameter / 2, sigmaColor, sigmaSpace);
                assertThat((double) result.at(y, x)).isCloseTo(expected, within(3e-3));
            }
        }
    }

    private static double definition(Slice noisy, int y, int x, int radius, double color, double space) {
        double sum = 0;
        double weights = 0;
        for (int j = -radius; j <= radius; j++) {
            for (int i = -radius; i <= radius; i++) {
                if (j * j + i * i <= radius * radius) {
                    double value = noisy.at(mirror(y + j, noisy.rows()), mirror(x + i, noisy.columns()));
                    double difference = value - noisy.at(y, x);
                    double weight = Math.exp(
                            -(j * j + i * i) / (2 * space * space) - difference * difference / (2 * color * color));
                    sum += weight * value;
                    weights += weight;
                }
            }
        }
        return sum / weights;
    }

    private static int mirror(int i, int n) {
        return i < 0 ? -i : i >= n ? 2 * n - 2 - i : i;
    }

    @ParameterizedTest
    @ValueSource(floats = {1e4f, 1e12f, 1e18f})
    void anOutlierStaysAndReachesNoOtherPixel(float outlier) {
        float[] pixels = new float[400];
        Arrays.fill(pixels, 10);
        pixels[210] = outlier;
        Slice noisy = noise(20, 20, 0, 1, 1).withPixels(pixels);
        assertThat(new BilateralFilter(9, 5, 75).denoise(noisy).toArray()).isEqualTo(pixels);
    }

    @Test
    void keepsAnEdgeThatIsHighAgainstSigma() {
        Slice.Builder step = noise(20, 20, 0, 0, 1).like();
        for (int i = 0; i < 400; i++) {
            step.set(i, i % 20 < 10 ? -200 : 200);
        }
        Slice clean = step.build();
        assertThat(new BilateralFilter(9, 30, 75).denoise(clean).toArray()).isEqualTo(clean.toArray());
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "4, 1, 1", "53, 1, 1", "9, 0, 1", "9, NaN, 1", "9, 1, 0", "9, 1, Infinity"})
    void refusesOtherParameters(int diameter, double sigmaColor, double sigmaSpace) {
        assertThatThrownBy(() -> new BilateralFilter(diameter, sigmaColor, sigmaSpace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bilateral");
    }
}
