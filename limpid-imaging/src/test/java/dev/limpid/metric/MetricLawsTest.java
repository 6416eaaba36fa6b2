package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.crop;
import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MetricLawsTest {
    static Stream<Named<Metric>> metrics() {
        return Stream.of(
                        new Psnr(IntensityRange.CT),
                        new WrappedPsnr(IntensityRange.CT),
                        Ssim.uniform(IntensityRange.CT),
                        Ssim.wang(IntensityRange.CT),
                        new Rmse(Unit.HOUNSFIELD),
                        new Bias(Unit.HOUNSFIELD))
                .map(metric -> Named.of(metric.name(), metric));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void ofTwoIdenticalPlanesIsTheBestValue(Metric metric) {
        Slice slice = noise(33, 40, -700, 200, 1);
        double best = metric.unit().equals("dB") ? Double.POSITIVE_INFINITY : metric instanceof Ssim ? 1 : 0;
        assertThat(metric.of(slice, slice)).isEqualTo(best);
        assertThat(metric.of(slice, slice.withPixels(slice.toArray()))).isEqualTo(best);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void refusesPlanesThatCannotBeCompared(Metric metric) {
        Slice slice = noise(20, 20, 0, 1, 1);
        assertThatThrownBy(() -> metric.of(slice, noise(20, 21, 0, 1, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("size and unit must be the same");
        Slice other = Slice.of(20, 20, slice.toArray(), Unit.ARBITRARY);
        assertThatThrownBy(() -> metric.of(slice, other)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void doesNotSeeWhereTheReferenceIsPadding(Metric metric) {
        Slice reference = padOutsideEllipse(noise(60, 50, 0, 100, 1), -3024);
        Slice test = padOutsideEllipse(noise(60, 50, 20, 100, 2), -3024);
        Slice other = padOutsideEllipse(noise(60, 50, 20, 100, 2), 7000);
        assertThat(metric.of(reference, other)).isEqualTo(metric.of(reference, test));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void ofAReferenceWithARimOfPaddingIsThatOfTheRest(Metric metric) {
        Slice x = noise(40, 50, 0, 100, 1);
        Slice y = noise(40, 50, 20, 100, 2);
        BitSet rim = new BitSet();
        for (int i = 0; i < 2000; i++) {
            rim.set(i, i / 50 < 9 || i % 50 >= 44);
        }
        Slice padded = x.like().rows(0, 40, x.toArray()).padding(rim).build();
        double ofTheRest = metric.of(crop(x, 9, 0, 40, 44), crop(y, 9, 0, 40, 44));
        assertThat(metric.of(padded, y)).isCloseTo(ofTheRest, within(1e-9));
    }

    @ParameterizedTest
    @MethodSource("metrics")
    void ofNothingButPaddingSaysSo(Metric metric) {
        BitSet all = new BitSet();
        all.set(0, 400);
        Slice slice = noise(20, 20, 0, 1, 1).like().padding(all).build();
        assertThatThrownBy(() -> metric.of(slice, slice))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("padding");
    }

    @Nested
    class Worked {
        private final Slice zero = noise(20, 20, 0, 0, 1);
        private final Slice twenty = noise(20, 20, 20, 0, 1);

        @Test
        void twentyUnitsOfTwoThousandAreFortyDecibels() {
            assertThat(new Psnr(IntensityRange.CT).of(zero, twenty)).isCloseTo(40, within(1e-9));
            assertThat(new Rmse(Unit.HOUNSFIELD).of(zero, twenty)).isEqualTo(20);
        }

        @Test
        void aBrighterTestHasPositiveBias() {
            assertThat(new Bias(Unit.HOUNSFIELD).of(zero, twenty)).isEqualTo(20);
            assertThat(new Bias(Unit.HOUNSFIELD).of(twenty, zero)).isEqualTo(-20);
        }

        @Test
        void thePsnrDoesNotWrapNorClip() {
            Slice far = noise(20, 20, 4000, 0, 1);
            assertThat(new Psnr(IntensityRange.CT).of(zero, far)).isCloseTo(-20 * Math.log10(2), within(1e-9));
        }
    }

    @Nested
    class OfSsim {
        @Test
        void isSymmetricAndAtMostOne() {
            Slice x = noise(40, 40, 0, 100, 1);
            Slice y = noise(40, 40, 10, 150, 2);
            Ssim ssim = Ssim.uniform(IntensityRange.CT);
            assertThat(ssim.of(x, y)).isCloseTo(ssim.of(y, x), within(1e-12)).isLessThan(1);
        }

        @Test
        void isNegativeForTheInverse() {
            Slice x = noise(40, 40, 500, 300, 1);
            float[] inverse = x.toArray();
            for (int i = 0; i < inverse.length; i++) {
                inverse[i] = 1000 - inverse[i];
            }
            assertThat(Ssim.wang(IntensityRange.CT).of(x, x.withPixels(inverse)))
                    .isNegative();
        }

        @Test
        void needsAPlaneOfAtLeastOneWindow() {
            Slice small = noise(10, 20, 0, 1, 1);
            assertThat(Ssim.uniform(IntensityRange.CT).of(small, small)).isEqualTo(1);
            assertThatThrownBy(() -> Ssim.wang(IntensityRange.CT).of(small, small))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("11 x 11 does not fit");
        }
    }
}
