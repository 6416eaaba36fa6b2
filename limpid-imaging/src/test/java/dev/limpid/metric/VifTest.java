package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.crop;
import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.phantom.ChestPhantom;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VifTest {
    private static final Vif VIF = new Vif(IntensityRange.CT);
    private static final Slice CLEAN = ChestPhantom.of(1, 2).series().slices().get(0);

    private final Slice clean = CLEAN;

    @Test
    void ofTwoIdenticalPlanesIsOne() {
        Slice slice = noise(57, 64, -300, 100, 1);
        assertThat(VIF.of(slice, slice.withPixels(slice.toArray()))).isEqualTo(1);
    }

    @Test
    void fallsWithNoiseAndWithBlur() {
        double before = 1;
        for (double strength : new double[] {5, 20, 80, 320}) {
            double now = VIF.of(clean, plusNoise(clean, strength));
            assertThat(now).isLessThan(before).isPositive();
            before = now;
        }
        before = 1;
        for (double sigma : new double[] {0.5, 1, 2, 4}) {
            double now = VIF.of(clean, new GaussianFilter(sigma).denoise(clean));
            assertThat(now).isLessThan(before).isPositive();
            before = now;
        }
    }

    @Test
    void isAboveOneForMoreContrast() {
        assertThat(VIF.of(clean, affine(clean, 1.3f, 0))).isGreaterThan(1);
    }

    @ParameterizedTest
    @ValueSource(floats = {-500, 64, 1000})
    void doesNotSeeAnOffset(float offset) {
        Slice test = plusNoise(clean, 30);
        assertThat(VIF.of(clean, affine(test, 1, offset))).isCloseTo(VIF.of(clean, test), within(1e-6));
    }

    @Test
    void ofAWhiteReferenceFollowsFromItsVariances() {
        // Of a reference of independent pixels and its half, every window has g = 1/2 and no rest: each term is
        // log(1 + vx / 8) against log(1 + vx / 2), and for variances far above the observer's noise the ratio goes to
        // 1 - log(4) / log(vx / 2), with the small variances of the coarser scales a little less.
        Slice x = noise(128, 128, 0, 1000, 3);
        double vif = new Vif(new IntensityRange(0, 255)).of(x, affine(x, 0.5f, 0));
        assertThat(vif).isCloseTo(1 - Math.log(4) / Math.log(1e6 / 2), within(0.01));
    }

    @Test
    void isZeroWhenTheTestIsFlatOrInverted() {
        assertThat(VIF.of(clean, affine(clean, 0, 7))).isZero();
        assertThat(VIF.of(clean, affine(clean, -1, 7))).isZero();
    }

    @Test
    void isOneWhenThereWasNothingToLose() {
        assertThat(VIF.of(affine(clean, 0, 7), clean)).isEqualTo(1);
    }

    @Test
    void doesNotDependOnTheScaleOfImageAndRange() {
        Slice test = plusNoise(clean, 30);
        assertThat(new Vif(new IntensityRange(-4000, 4000)).of(affine(clean, 4, 0), affine(test, 4, 0)))
                .isCloseTo(VIF.of(clean, test), within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"40, 60", "60, 40"})
    void needsAPlaneForItsCoarsestWindow(int rows, int columns) {
        Slice small = noise(rows, columns, 0, 1, 1);
        assertThatThrownBy(() -> VIF.of(small, small))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 41 x 41");
        Slice least = noise(41, 41, 0, 1, 1);
        assertThat(VIF.of(least, least)).isEqualTo(1);
    }

    @Test
    void refusesPlanesThatCannotBeCompared() {
        Slice slice = noise(50, 50, 0, 1, 1);
        assertThatThrownBy(() -> VIF.of(slice, noise(50, 51, 0, 1, 1))).hasMessageContaining("size and unit");
        assertThatThrownBy(() -> VIF.of(slice, Slice.of(50, 50, slice.toArray(), Unit.ARBITRARY)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void doesNotSeeWhereTheReferenceIsPadding() {
        Slice reference = padOutsideEllipse(noise(90, 80, 0, 100, 1), -3024);
        Slice test = padOutsideEllipse(noise(90, 80, 20, 100, 2), -3024);
        Slice other = padOutsideEllipse(noise(90, 80, 20, 100, 2), 7000);
        assertThat(VIF.of(reference, other)).isEqualTo(VIF.of(reference, test));
    }

    @Test
    void ofAReferenceWithARimOfPaddingIsThatOfTheRest() {
        // Eight pixels, so that the coarser scales keep the same rows and columns.
        Slice x = noise(80, 90, 0, 100, 1);
        Slice y = noise(80, 90, 20, 100, 2);
        BitSet rim = new BitSet();
        for (int i = 0; i < 7200; i++) {
            rim.set(i, i / 90 < 8 || i % 90 >= 79);
        }
        Slice padded = x.like().rows(0, 80, x.toArray()).padding(rim).build();
        assertThat(VIF.of(padded, y)).isCloseTo(VIF.of(crop(x, 8, 0, 80, 79), crop(y, 8, 0, 80, 79)), within(1e-9));
    }

    @Test
    void ofNothingButPaddingSaysSo() {
        BitSet all = new BitSet();
        all.set(0, 2500);
        Slice slice = noise(50, 50, 0, 1, 1).like().padding(all).build();
        assertThatThrownBy(() -> VIF.of(slice, slice)).hasMessageContaining("padding");
    }

    private static Slice plusNoise(Slice slice, double sigma) {
        Slice noise = noise(slice.rows(), slice.columns(), 0, sigma, 7);
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += noise.at(i);
        }
        return slice.withPixels(pixels);
    }

    private static Slice affine(Slice slice, float scale, float offset) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = scale * pixels[i] + offset;
        }
        return slice.withPixels(pixels);
    }
}
