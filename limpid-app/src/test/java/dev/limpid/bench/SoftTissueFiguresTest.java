package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Metric;
import dev.limpid.metric.NotApplicableException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a method did to the noise and the mean of soft tissue. */
class SoftTissueFiguresTest {
    private static final int SIDE = 96;

    /** A level and noise of a standard deviation, in HU; the same noise at every scale. */
    private static Slice plane(double level, double noise) {
        Random random = new Random(5);
        float[] pixels = new float[SIDE * SIDE];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) (level + noise * random.nextGaussian());
        }
        return slice(pixels, Unit.HOUNSFIELD);
    }

    private static Slice slice(float[] pixels, Unit unit) {
        Slice.Builder slice = Slice.builder(SIDE, SIDE, unit).spacing(new PixelSpacing(0.8, 0.8));
        for (int i = 0; i < pixels.length; i++) {
            slice.set(i, pixels[i]);
        }
        return slice.build();
    }

    private static void appliesOnlyToEvenSoftTissueInHuOfKnownSize(Metric metric) {
        Slice soft = plane(40, 10);
        Slice other = slice(soft.toArray(), Unit.ARBITRARY);
        Slice unsized = Slice.of(SIDE, SIDE, soft.toArray(), Unit.HOUNSFIELD);
        for (Slice each : List.of(other, unsized)) {
            assertThatThrownBy(() -> metric.of(each, each))
                    .isInstanceOf(NotApplicableException.class)
                    .hasMessageContaining("by HU and pixel spacing");
        }
        Slice air = plane(-1000, 10);
        assertThatThrownBy(() -> metric.of(air, air))
                .isInstanceOf(NotApplicableException.class)
                .hasMessageContaining("even soft tissue");
    }

    @Nested
    class NoiseThatWasKept {
        @Test
        void isTheFactorByWhichTheNoiseWasScaled() {
            for (double factor : new double[] {0.25, 0.5, 1, 1.2}) {
                assertThat(new NoiseKept().of(plane(40, 10), plane(40, 10 * factor)))
                        .as("times " + factor)
                        .isCloseTo(factor, within(1e-5));
            }
        }

        @Test
        void isAboutNothingOfAResultThatIsFlat() {
            assertThat(new NoiseKept().of(plane(40, 10), plane(40, 0))).isCloseTo(0, within(1e-6));
            assertThat(new NoiseKept().of(plane(40, 10), plane(40, 0.02))).isCloseTo(0.002, within(5e-4));
        }

        @Test
        void hasNoFigureWhereTheResultHasNoSoftTissue() {
            assertThatThrownBy(() -> new NoiseKept().of(plane(40, 10), plane(-1000, 10)))
                    .isInstanceOf(NotApplicableException.class);
        }

        @Test
        void appliesOnlyToEvenSoftTissue() {
            appliesOnlyToEvenSoftTissueInHuOfKnownSize(new NoiseKept());
        }
    }

    @Nested
    class TheBias {
        @Test
        void isTheShiftOfTheMeanWhateverTheNoiseThatBothShare() {
            for (double shift : new double[] {-3, 0, 1.5}) {
                assertThat(new SoftTissueBias().of(plane(40, 10), plane(40 + shift, 10)))
                        .isCloseTo(shift, within(1e-4));
            }
        }

        @Test
        void sumsUpWhatIsShiftedUpAndDown() {
            Slice full = plane(40, 0);
            float[] pixels = full.toArray();
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] += i % SIDE < SIDE / 2 ? 4 : -2;
            }
            // The mask is symmetric, so that each half counts alike.
            assertThat(new SoftTissueBias().of(full, full.withPixels(pixels))).isCloseTo(1, within(1e-5));
        }

        @Test
        void appliesOnlyToEvenSoftTissue() {
            appliesOnlyToEvenSoftTissueInHuOfKnownSize(new SoftTissueBias());
        }
    }
}
