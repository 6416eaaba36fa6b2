package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NoiseEstimateTest {
    @ParameterizedTest
    @CsvSource({"0.01, 1", "5, 2", "30, 3", "1000, 4"})
    void ofWhiteNoiseIsItsStandardDeviation(double sigma, long seed) {
        assertThat(NoiseEstimate.of(noise(200, 201, -500, sigma, seed))).isCloseTo(sigma, within(0.05 * sigma));
    }

    @Test
    void isLittleMovedByEdges() {
        assertThat(NoiseEstimate.of(disc(20))).isCloseTo(20, within(1.5));
    }

    @Test
    void scalesWithTheImage() {
        Slice slice = disc(20);
        double expected = NoiseEstimate.of(slice) * 4;
        assertThat(NoiseEstimate.of(map(slice, value -> 4 * value))).isCloseTo(expected, within(1e-9));
    }

    @Test
    void doesNotSeePadding() {
        Slice slice = noise(200, 200, 0, 30, 5);
        double estimate = NoiseEstimate.of(padOutsideEllipse(slice, -3024));
        assertThat(estimate).isCloseTo(30, within(1.5));
        assertThat(NoiseEstimate.of(padOutsideEllipse(slice, 5e5f))).isEqualTo(estimate);
    }

    @Test
    void doesNotSeeAClippedBackground() {
        // Beyond the disc the noise is cut off at -1000 in half of the pixels.
        Slice clipped = map(disc(20), value -> Math.max(value, -1000));
        assertThat(NoiseEstimate.of(clipped)).isCloseTo(20, within(1.5));
    }

    @Test
    void ofAnImageWithoutNoiseIsZero() {
        assertThat(NoiseEstimate.of(disc(0))).isZero();
        assertThat(NoiseEstimate.of(noise(50, 50, 7, 0, 1))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 50", "3, 2"})
    void takesImagesOfAnySize(int rows, int columns) {
        assertThat(NoiseEstimate.of(noise(rows, columns, 0, 10, 1))).isFinite().isNotNegative();
    }

    /** 40 on a background of -1000, with three steps inside. */
    private static Slice disc(double sigma) {
        Slice random = noise(256, 256, 0, sigma, 9);
        float[] pixels = random.toArray();
        for (int i = 0; i < pixels.length; i++) {
            double distance = Math.hypot(i / 256 - 128, i % 256 - 128);
            pixels[i] += distance > 110 ? -1000 : distance > 80 ? 40 : distance > 50 ? -100 : 60;
        }
        return random.withPixels(pixels);
    }

    private static Slice map(Slice slice, DoubleUnaryOperator map) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) map.applyAsDouble(pixels[i]);
        }
        return slice.withPixels(pixels);
    }
}
