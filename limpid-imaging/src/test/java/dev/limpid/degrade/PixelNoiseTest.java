package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ForkJoinPool;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PixelNoiseTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);
    private static final int EDGE = 512;

    @Nested
    class MomentsFollowTheory {
        @ParameterizedTest
        @ValueSource(doubles = {0.1, 0.4, 0.9})
        void gaussianHasTheValueAsMeanAndSigmaAsDeviation(double value) {
            float[] sample = sample(new GaussianNoise(UNIT, 0.1), value);
            assertThat(mean(sample, x -> x)).isCloseTo(value, within(1e-3));
            assertThat(mean(sample, x -> (x - value) * (x - value))).isCloseTo(0.01, within(2e-4));
            assertThat(mean(sample, x -> Math.pow((x - value) / 0.1, 3))).isCloseTo(0, within(0.03));
            assertThat(mean(sample, x -> Math.pow((x - value) / 0.1, 4))).isCloseTo(3, within(0.1));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0, 0.1, 0.9})
        void ricianHasTheSquareOfTheValuePlusTwiceTheVarianceAsSecondMoment(double value) {
            float[] sample = sample(new RicianNoise(UNIT, 0.1), value);
            assertThat(mean(sample, x -> x * x)).isCloseTo(value * value + 0.02, within(2e-3));
        }

        @Test
        void ricianOfNothingIsRayleigh() {
            float[] sample = sample(new RicianNoise(UNIT, 0.1), 0);
            assertThat(mean(sample, x -> x)).isCloseTo(0.1 * Math.sqrt(Math.PI / 2), within(5e-4));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.1, 0.9})
        void speckleDeviatesInProportionToTheValue(double value) {
            float[] sample = sample(new SpeckleNoise(UNIT, 0.2), value);
            assertThat(mean(sample, x -> x)).isCloseTo(value, within(1e-3));
            assertThat(Math.sqrt(mean(sample, x -> (x - value) * (x - value)))).isCloseTo(0.2 * value, within(1e-3));
        }

        @ParameterizedTest
        @ValueSource(doubles = {0.02, 0.15, 0.3, 0.9})
        void poissonHasTheMeanOverThePeakAsVariance(double value) {
            float[] sample = sample(new PoissonNoise(UNIT, 80), value);
            assertThat(mean(sample, x -> x)).isCloseTo(value, within(1e-3));
            assertThat(mean(sample, x -> (x - value) * (x - value))).isCloseTo(value / 80, within(value / 80 * 0.02));
        }

        @ParameterizedTest
        @ValueSource(doubles = {3, 9.5, 10.5, 40, 1000})
        void poissonCountsFollowTheirProbabilities(double mean) {
            PixelRandom random = new PixelRandom(7, 0);
            int draws = 200_000;
            int[] counts = new int[(int) (mean + 12 * Math.sqrt(mean)) + 20];
            for (int i = 0; i < draws; i++) {
                counts[(int) random.poisson(mean)]++;
            }
            double chiSquare = 0;
            int cells = 0;
            for (int k = 0; k < counts.length; k++) {
                double expected = draws * Math.exp(k * Math.log(mean) - mean - PoissonDraw.logFactorial(k));
                if (expected >= 10) {
                    chiSquare += (counts[k] - expected) * (counts[k] - expected) / expected;
                    cells++;
                }
            }
            assertThat(chiSquare).isLessThan(cells + 5 * Math.sqrt(2.0 * cells));
        }
    }

    @Nested
    class Draws {
        @Test
        void theSameSeedGivesTheSamePixelsOnAnyNumberOfThreads() throws Exception {
            Slice clean = Slice.of(64, 32, constant(64 * 32, 0.5f), Unit.NORMALISED);
            Degradation noise = new PoissonNoise(UNIT, 50);
            float[] here = noise.apply(clean, 3).toArray();
            ForkJoinPool one = new ForkJoinPool(1);
            float[] alone = one.submit(() -> noise.apply(clean, 3).toArray()).get();
            one.shutdown();
            assertThat(alone).isEqualTo(here);
        }

        @Test
        void areTheNumbersThatPythonAndScipyGive() {
            // SplitMix64 in Python's integers, scipy.special.ndtri of its second uniform.
            PixelRandom random = new PixelRandom(1, 2);
            assertThat(random.nextLong()).isEqualTo(1015482937033630959L);
            assertThat(random.gaussian()).isCloseTo(-1.5010758146278245, within(1e-14));
        }

        @Test
        void anotherSeedGivesOtherPixels() {
            Slice clean = Slice.of(8, 8, constant(64, 0.5f), Unit.NORMALISED);
            Degradation noise = new GaussianNoise(UNIT, 0.1);
            assertThat(noise.apply(clean, 1).toArray())
                    .isNotEqualTo(noise.apply(clean, 2).toArray());
        }

        @Test
        void quantilesOfTheNormalDistributionAreTheTabulatedOnes() {
            assertThat(NormalQuantile.of(0.975)).isCloseTo(1.959963984540054, within(1e-14));
            assertThat(NormalQuantile.of(0.5)).isZero();
            assertThat(NormalQuantile.of(1e-10)).isCloseTo(-6.361340902404056, within(1e-12));
            assertThat(NormalQuantile.of(1e-20)).isCloseTo(-9.262340089798408, within(1e-12));
        }
    }

    @Nested
    class Limits {
        @Test
        void zeroStrengthIsTheIdentity() {
            Slice clean = Slice.of(1, 2, new float[] {-3024, 17}, Unit.HOUNSFIELD);
            assertThat(new GaussianNoise(IntensityRange.CT, 0).apply(clean, 1)).isSameAs(clean);
        }

        @Test
        void paddingKeepsItsValue() {
            BitSet mask = new BitSet();
            mask.set(0);
            Slice clean = Slice.builder(1, 2, Unit.HOUNSFIELD)
                    .rows(0, 1, new float[] {-2000, 0})
                    .padding(mask)
                    .build();
            Slice noisy = new GaussianNoise(IntensityRange.CT, 0.1).apply(clean, 1);
            assertThat(noisy.at(0)).isEqualTo(-2000);
            assertThat(noisy.at(1)).isNotEqualTo(0);
        }

        @Test
        void strengthOutOfBoundsIsRefusedWithTheBounds() {
            assertThatThrownBy(() -> new GaussianNoise(UNIT, 1.5)).hasMessageContaining("0.0..1.0");
            assertThatThrownBy(() -> new PoissonNoise(UNIT, 0)).hasMessageContaining("peak");
        }
    }

    private static float[] sample(Degradation noise, double value) {
        Slice clean = Slice.of(EDGE, EDGE, constant(EDGE * EDGE, (float) value), Unit.NORMALISED);
        return noise.apply(clean, 42).toArray();
    }

    private static float[] constant(int size, float value) {
        float[] pixels = new float[size];
        Arrays.fill(pixels, value);
        return pixels;
    }

    private static double mean(float[] values, DoubleUnaryOperator of) {
        double sum = 0;
        for (float value : values) {
            sum += of.applyAsDouble(value);
        }
        return sum / values.length;
    }
}
