package dev.limpid.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** What observers look through, and the disc they look for. */
class ChannelSetTest {
    private static final int SIDE = 64;

    @Test
    void aChannelPassesWavesAsItsPassbandSays() {
        ChannelSet dense = ChannelSet.denseDifferencesOfGaussians(SIDE);
        for (int j = 4; j < 10; j++) {
            double s = 0.005 * Math.pow(1.4, j);
            double[] passed = new double[10];
            double[] expected = new double[10];
            for (int k = 1; k < 10; k++) {
                double f = k / (double) SIDE;
                double[] wave = new double[SIDE * SIDE];
                for (int i = 0; i < wave.length; i++) {
                    wave[i] = Math.cos(2 * Math.PI * f * (i % SIDE - SIDE / 2));
                }
                passed[k] = dense.of(wave)[j];
                double wide = f / (1.67 * s);
                expected[k] = Math.exp(-wide * wide / 2) - Math.exp(-f * f / (s * s) / 2);
            }
            for (int k = 2; k < 10; k++) {
                assertThat(passed[k] / passed[1]).isCloseTo(expected[k] / expected[1], within(1e-6));
            }
        }
    }

    @Test
    void channelsHaveLengthOneAndSeeNoMean() {
        for (double[] template : ChannelSet.denseDifferencesOfGaussians(SIDE).templates()) {
            double sum = 0;
            double squares = 0;
            for (double value : template) {
                sum += value;
                squares += value * value;
            }
            assertThat(squares).isCloseTo(1, within(1e-12));
            assertThat(sum).isCloseTo(0, within(1e-9));
        }
    }

    @Test
    void aDiscHoldsItsContrastTimesItsArea() {
        for (double diameter : new double[] {1, 4, 7.3}) {
            double sum = 0;
            for (double pixel : DiscSignal.of(SIDE, 0.7, diameter, 12, f -> Math.exp(-f * f))
                    .pixels()) {
                sum += pixel * 0.49;
            }
            double expected = 12 * Math.PI * diameter * diameter / 4;
            assertThat(sum).isCloseTo(expected, within(0.01 * expected));
        }
    }

    @Test
    void theMiddleOfADiscBlurredByAGaussianIsItsClosedForm() {
        double sigma = 1.1;
        DiscSignal disc = DiscSignal.of(SIDE, 0.35, 4, 10, f -> Math.exp(-2 * Math.pow(Math.PI * sigma * f, 2)));
        double expected = 10 * (1 - Math.exp(-4 / (2 * sigma * sigma)));
        assertThat(disc.pixels()[SIDE / 2 * SIDE + SIDE / 2]).isCloseTo(expected, within(0.02 * expected));
        // And it is the same to all four sides.
        for (int k = 1; k < 20; k++) {
            double right = disc.pixels()[SIDE / 2 * SIDE + SIDE / 2 + k];
            assertThat(disc.pixels()[SIDE / 2 * SIDE + SIDE / 2 - k]).isCloseTo(right, within(1e-9));
            assertThat(disc.pixels()[(SIDE / 2 + k) * SIDE + SIDE / 2]).isCloseTo(right, within(1e-9));
        }
    }

    @Test
    void aDiscThatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> DiscSignal.of(SIDE, 0.7, 20, 10, f -> 1)).hasMessageContaining("at most 14.9");
        assertThatThrownBy(() -> DiscSignal.of(SIDE, 0.7, 0, 10, f -> 1)).hasMessageContaining("does not fit");
    }
}
