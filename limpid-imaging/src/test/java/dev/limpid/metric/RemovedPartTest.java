package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link EdgeCorrelation} and {@link StructureMap} say of what was removed. */
class RemovedPartTest {
    private static final int SIZE = 256;

    /** A disc of 400 on 0, its edge one pixel wide; removing {@code share} of it shows at the rim only. */
    private final Slice disc = image((y, x) -> 400 * Math.min(1, Math.max(0, 70.5 - Math.hypot(y - 128, x - 128))));

    private final Slice blurred = image((y, x) -> 400 / (1 + Math.exp((Math.hypot(y - 128, x - 128) - 70) / 0.8)));
    private final Slice white = noise(SIZE, SIZE, 0, 20, 3);

    @Nested
    class TheEdgeCorrelation {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void isNearZeroWhenWhiteNoiseWasRemoved(long seed) {
            double correlation = new EdgeCorrelation().of(plus(disc, noise(SIZE, SIZE, 0, 20, seed)), disc);
            assertThat(correlation).isCloseTo(0, within(0.06));
        }

        @Test
        void isHighWhenTheEdgeWasRemoved() {
            assertThat(new EdgeCorrelation().of(disc, blurred)).isGreaterThan(0.8);
            assertThat(new EdgeCorrelation().of(plus(disc, white), blurred)).isGreaterThan(0.3);
        }

        @Test
        void isNegativeWhenTheEdgeWasSpared() {
            Slice spared = image((y, x) ->
                    Math.abs(Math.hypot(y - 128, x - 128) - 70) < 5 ? disc.at(y, x) + white.at(y, x) : disc.at(y, x));
            assertThat(new EdgeCorrelation().of(plus(disc, white), spared)).isLessThan(-0.2);
        }

        @Test
        void isZeroWhenNothingWasRemoved() {
            assertThat(new EdgeCorrelation().of(disc, disc)).isZero();
        }

        @Test
        void doesNotSeeTheRimOfPadding() {
            Slice input = padOutsideEllipse(plus(disc, white), -3024);
            Slice output = padOutsideEllipse(disc, -3024);
            assertThat(new EdgeCorrelation().of(input, output)).isCloseTo(0, within(0.06));
        }
    }

    @Nested
    class TheStructureMap {
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4})
        void ofWhiteNoiseExceedsThreeAboutAsOftenAsANormalValue(long seed) {
            Slice map = StructureMap.of(plus(disc, noise(SIZE, SIZE, 0, 20, seed)), disc);
            assertThat(StructureMap.fractionAbove(map, 3)).isBetween(0.0018, 0.0045);
            assertThat(StructureMap.fractionAbove(map, 2)).isCloseTo(0.0455, within(0.01));
            // The four lines share their middle pixel, so their largest is a little smaller than of independent values.
            assertThat(StructureMap.fractionAbove(map, 0.6745)).isCloseTo(0.5, within(0.04));
        }

        @Test
        void followsNoiseWhoseStrengthVariesOverTheImage() {
            Slice varying = image((y, x) -> white.at(y, x) * (0.5 + x / 64.0));
            Slice map = StructureMap.of(plus(disc, varying), disc);
            assertThat(StructureMap.fractionAbove(map, 3)).isBetween(0.0018, 0.005);
        }

        @Test
        void takesTheTypicalCorrelationOfTheNoiseForGranted() {
            float[] smooth = white.toArray();
            Smoothing.inPlace(smooth, SIZE, 0.7);
            Slice map = StructureMap.of(plus(disc, white.withPixels(smooth)), disc);
            assertThat(StructureMap.fractionAbove(map, 3)).isBetween(0.001, 0.008);
        }

        @Test
        void lightsUpWhereAnEdgeWasRemovedAndNowhereElse() {
            Slice map = StructureMap.of(plus(disc, white), blurred);
            double rim = 0;
            int rimPixels = 0;
            int brightElsewhere = 0;
            int elsewhere = 0;
            for (int y = 0; y < SIZE; y++) {
                for (int x = 0; x < SIZE; x++) {
                    double distance = Math.abs(Math.hypot(y - 128, x - 128) - 70);
                    if (distance < 1.5) {
                        rim += map.at(y, x) > 3 ? 1 : 0;
                        rimPixels++;
                    } else if (distance > 12) {
                        brightElsewhere += map.at(y, x) > 3 ? 1 : 0;
                        elsewhere++;
                    }
                }
            }
            assertThat(rim / rimPixels).isGreaterThan(0.5);
            assertThat((double) brightElsewhere / elsewhere).isLessThan(0.005);
        }

        @Test
        void isZeroWhereNothingWasRemoved() {
            assertThat(StructureMap.of(disc, disc).toArray()).containsOnly(0);
        }

        @Test
        void isBoundedWhereStructureWasRemovedWithoutNoise() {
            Slice map = StructureMap.of(disc, blurred);
            assertThat(map.at(128, 128 + 69)).isGreaterThan(3);
            for (int i = 0; i < map.size(); i++) {
                assertThat(map.at(i)).isBetween(0f, StructureMap.MAX);
            }
        }

        @Test
        void doesNotSeeThePadding() {
            Slice map = StructureMap.of(padOutsideEllipse(plus(disc, white), -3024), padOutsideEllipse(disc, -3024));
            Slice other = StructureMap.of(padOutsideEllipse(plus(disc, white), 9999), padOutsideEllipse(disc, -500));
            assertThat(StructureMap.fractionAbove(map, 3)).isBetween(0.0018, 0.0045);
            for (int i = 0; i < map.size(); i++) {
                assertThat(map.at(i)).isEqualTo(other.at(i));
                assertThat(map.isPadding(i) && map.at(i) != 0).isFalse();
            }
        }

        @ParameterizedTest
        @CsvSource({"1, 1", "1, 30", "30, 1", "2, 2"})
        void takesImagesOfAnySize(int rows, int columns) {
            Slice map = StructureMap.of(noise(rows, columns, 0, 1, 1), noise(rows, columns, 0, 1, 2));
            assertThat(map.size()).isEqualTo(rows * columns);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1.40810, 0.6745", "3.39928, 3", "5.26093, 5", "20, 19.931"})
    void theLargestOfFourIsTranslatedToTheMagnitudeOfOne(float largest, float expected) {
        assertThat(NormalMaximum.equivalent(largest)).isCloseTo(expected, within(0.003f));
    }

    private interface Value {
        double at(int y, int x);
    }

    private static Slice image(Value value) {
        Slice.Builder slice = noise(SIZE, SIZE, 0, 0, 1).like();
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                slice.set(y, x, (float) value.at(y, x));
            }
        }
        return slice.build();
    }

    private static Slice plus(Slice a, Slice b) {
        float[] sum = a.toArray();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b.at(i);
        }
        return a.withPixels(sum);
    }
}
