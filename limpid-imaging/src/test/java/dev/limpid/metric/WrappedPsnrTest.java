package dev.limpid.metric;

import static dev.limpid.testing.RandomSlices.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrappedPsnrTest {
    private static final WrappedPsnr BYTES = new WrappedPsnr(IntensityRange.ofBits(8));

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 15})
    void isThePsnrUpToADifferenceOf15GrayLevels(int difference) {
        double psnr = new Psnr(IntensityRange.ofBits(8)).of(constant(100), constant(100 + difference));
        assertThat(BYTES.of(constant(100), constant(100 + difference))).isCloseTo(psnr, within(1e-9));
        assertThat(BYTES.of(constant(100 + difference), constant(100))).isCloseTo(psnr, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"17, 33", "20, 144", "45, 233", "255, 1"})
    void averagesTheSquareModulo256(int difference, int remainder) {
        double expected = 10 * Math.log10(255.0 * 255 / remainder);
        assertThat(BYTES.of(constant(0), constant(difference))).isCloseTo(expected, within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32, 160})
    void doesNotSeeMultiplesOf16(int difference) {
        assertThat(BYTES.of(constant(0), constant(difference))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void saturatesAt27Decibels90WhenAllDifferencesAreEquallyFrequent() {
        float[] gray = new float[256];
        for (int i = 0; i < gray.length; i++) {
            gray[i] = i;
        }
        Slice ramp = Slice.of(16, 16, gray, Unit.ARBITRARY);
        double squares = 0;
        for (int k = 0; k < 256; k++) {
            squares += k * k % 256;
        }
        assertThat(squares / 256).isEqualTo(105.5);
        assertThat(BYTES.of(constant(0), ramp)).isCloseTo(27.90, within(0.005));
    }

    @Test
    void clipsToTheRangeAndRoundsToGrayLevels() {
        assertThat(BYTES.of(constant(255), constant(9000))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(BYTES.of(constant(0), constant(-9000))).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(BYTES.of(constant(7), constant(7.49f))).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void doesNotDependOnTheScaleOfImageAndRange() {
        Slice x = noise(40, 40, 0, 100, 1);
        Slice y = noise(40, 40, 10, 120, 2);
        assertThat(new WrappedPsnr(new IntensityRange(-4096, 4096)).of(scaled(x, 4), scaled(y, 4)))
                .isEqualTo(new WrappedPsnr(new IntensityRange(-1024, 1024)).of(x, y));
    }

    private static Slice scaled(Slice slice, float factor) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] *= factor;
        }
        return slice.withPixels(pixels);
    }

    private static Slice constant(float value) {
        float[] pixels = new float[256];
        Arrays.fill(pixels, value);
        return Slice.of(16, 16, pixels, Unit.ARBITRARY);
    }
}
