package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    private static final IntensityRange RANGE = IntensityRange.CT;
    private static final int EDGE = 256;

    /** A disc with a gradient on a dark ground, with white noise, in HU; {@code sigma} is a fraction of the range. */
    private static float[] disc(int edge, double sigma, long seed) {
        Random random = new Random(seed);
        float[] pixels = new float[edge * edge];
        for (int row = 0; row < edge; row++) {
            for (int column = 0; column < edge; column++) {
                double x = (column - edge / 2.0) / edge;
                double y = (row - edge / 2.0) / edge;
                double clean = x * x + y * y < 0.16 ? 100 + 400 * x : -900;
                pixels[row * edge + column] = (float) (clean + sigma * RANGE.width() * random.nextGaussian());
            }
        }
        return pixels;
    }

    private static DomainStatistics statistics(float[] pixels) {
        int edge = (int) Math.sqrt(pixels.length);
        return DomainStatistics.of(Slice.of(edge, edge, pixels, Unit.HOUNSFIELD), RANGE);
    }

    private static double value(DomainStatistics statistics, DomainFeature feature) {
        return statistics.value(feature).orElseThrow();
    }

    /** Each pixel the mean of itself and its right neighbour. */
    private static float[] smoothed(float[] pixels) {
        float[] smooth = pixels.clone();
        for (int i = 0; i + 1 < pixels.length; i++) {
            smooth[i] = (pixels[i] + pixels[i + 1]) / 2;
        }
        return smooth;
    }

    @Nested
    class Statistics {
        @ParameterizedTest
        @ValueSource(doubles = {0.01, 0.05, 0.1, 0.3})
        void findTheStrengthOfWhiteNoiseWithinThreePercent(double sigma) {
            DomainStatistics found = statistics(disc(EDGE, sigma, 1));
            assertThat(value(found, DomainFeature.NOISE)).isCloseTo(sigma, within(0.03 * sigma));
            assertThat(value(found, DomainFeature.NOISE_CORRELATION)).isCloseTo(0, within(0.03));
        }

        @Test
        void findThatNoiseIsCorrelated() {
            DomainStatistics found = statistics(smoothed(disc(EDGE, 0.1, 2)));
            assertThat(value(found, DomainFeature.NOISE_CORRELATION)).isGreaterThan(0.1);
        }

        @Test
        void areThoseOfTheNormalisedAndClampedPixels() {
            float[] pixels = new float[100];
            for (int i = 0; i < 100; i++) {
                pixels[i] = i < 10 ? -1500 : i < 50 ? 0 : 1000;
            }
            DomainStatistics found = statistics(pixels);
            assertThat(value(found, DomainFeature.MEAN)).isCloseTo(0.4 * 0.5 + 0.5, within(1e-6));
            assertThat(value(found, DomainFeature.OUTSIDE)).isEqualTo(0.1);
            assertThat(value(found, DomainFeature.AT_LOWEST)).isEqualTo(0.1);
            assertThat(value(found, DomainFeature.AT_HIGHEST)).isEqualTo(0.5);
        }

        @Test
        void doNotCountPadding() {
            float[] pixels = disc(EDGE, 0.05, 3);
            DomainStatistics plain = statistics(pixels);
            BitSet padding = new BitSet();
            Slice.Builder padded = Slice.builder(2 * EDGE, EDGE, Unit.HOUNSFIELD);
            for (int i = 0; i < pixels.length; i++) {
                padded.set(i, pixels[i]);
                padded.set(pixels.length + i, i % 2 == 0 ? -3024 : 3000);
            }
            padding.set(pixels.length, 2 * pixels.length);
            DomainStatistics found = DomainStatistics.of(padded.padding(padding).build(), RANGE);
            assertThat(value(found, DomainFeature.MEAN)).isEqualTo(value(plain, DomainFeature.MEAN));
            assertThat(value(found, DomainFeature.NOISE)).isEqualTo(value(plain, DomainFeature.NOISE));
        }

        @Test
        void knowTheSpacingWhenTheSliceDoes() {
            Slice slice = Slice.builder(4, 4, Unit.HOUNSFIELD)
                    .spacing(new PixelSpacing(0.5, 2))
                    .build();
            assertThat(value(DomainStatistics.of(slice, RANGE), DomainFeature.SPACING))
                    .isEqualTo(1);
            assertThat(statistics(new float[16]).value(DomainFeature.SPACING)).isEmpty();
        }

        @Test
        void existForConstantTinyAndWhollyPaddedSlices() {
            assertThat(statistics(new float[EDGE * EDGE]).value(DomainFeature.NOISE))
                    .isEmpty();
            assertThat(statistics(new float[1]).value(DomainFeature.MEAN)).hasValue(0.5);
            BitSet all = new BitSet();
            all.set(0, 16);
            Slice padded = Slice.builder(4, 4, Unit.HOUNSFIELD).padding(all).build();
            assertThat(DomainStatistics.of(padded, RANGE).values()).isEmpty();
        }

        @Test
        void areTheSameToAFewPercentWhenALargeSliceIsSampled() {
            DomainStatistics found = statistics(disc(1100, 0.1, 4));
            assertThat(value(found, DomainFeature.NOISE)).isCloseTo(0.1, within(0.003));
            assertThat(value(found, DomainFeature.NOISE_CORRELATION)).isCloseTo(0, within(0.03));
        }
    }

    @Nested
    class ARange {
        private final DomainRange learnt = learn();

        private static DomainRange learn() {
            List<DomainStatistics> images = new ArrayList<>();
            for (int i = 0; i <= 30; i++) {
                images.add(statistics(disc(EDGE, 0.005 * i, i)));
            }
            return DomainRange.learn(images);
        }

        @Test
        void hasNoConcernsAboutImagesLikeThoseItLearntFrom() {
            for (double sigma : new double[] {0.01, 0.08, 0.149}) {
                assertThat(learnt.concerns(statistics(disc(EDGE, sigma, 99)))).isEmpty();
            }
        }

        @Test
        void saysPlainlyThatNoiseIsStronger() {
            assertThat(learnt.concerns(statistics(disc(EDGE, 0.31, 99))))
                    .anySatisfy(line -> assertThat(line)
                            .matches("noise is 0\\.3\\d* of the range; the model was trained up to 0\\.16\\d*"));
        }

        @Test
        void noticesCorrelatedNoiseOtherRangesAndClipping() {
            assertThat(learnt.concerns(statistics(smoothed(disc(EDGE, 0.1, 7)))))
                    .anyMatch(line -> line.startsWith("correlation of neighbouring noise pixels"));
            float[] stored = disc(EDGE, 0.05, 8);
            float[] clipped = stored.clone();
            for (int i = 0; i < stored.length; i++) {
                stored[i] += 1024;
                clipped[i] = Math.min(0, clipped[i]);
            }
            assertThat(learnt.concerns(statistics(stored))).anyMatch(line -> line.startsWith("mean intensity"));
            assertThat(learnt.concerns(statistics(clipped)))
                    .anyMatch(line -> line.startsWith("fraction of pixels at the highest value"));
        }

        @Test
        void cannotBeLearntFromNothing() {
            assertThatThrownBy(() -> DomainRange.learn(List.of())).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, 0.31, 0.0312345, 123.456, -1000, 1e-9, 100})
    void numbersAreShortAndPlain(double value) {
        String text = DomainFeature.number(value);
        assertThat(text).matches("-?\\d+(\\.\\d+)?").hasSizeLessThan(9);
        assertThat(Double.parseDouble(text)).isCloseTo(value, within(Math.abs(value) / 200 + 1e-6));
    }
}
