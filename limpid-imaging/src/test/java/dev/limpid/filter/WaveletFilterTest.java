package dev.limpid.filter;

import static dev.limpid.testing.RandomSlices.noise;
import static dev.limpid.testing.RandomSlices.padOutsideEllipse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.Psnr;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveletFilterTest {
    @ParameterizedTest
    @EnumSource(Wavelet.class)
    void theFiltersAreOrthonormal(Wavelet wavelet) {
        int length = wavelet.length();
        for (int shift = 0; shift < length; shift += 2) {
            double lowLow = 0;
            double highHigh = 0;
            for (int j = 0; j + shift < length; j++) {
                lowLow += wavelet.low(j) * wavelet.low(j + shift);
                highHigh += wavelet.high(j) * wavelet.high(j + shift);
            }
            assertThat(lowLow).isCloseTo(shift == 0 ? 1 : 0, within(1e-6));
            assertThat(highHigh).isCloseTo(shift == 0 ? 1 : 0, within(1e-6));
        }
        for (int shift = 2 - length; shift < length; shift += 2) {
            double lowHigh = 0;
            for (int j = Math.max(0, -shift); j < length && j + shift < length; j++) {
                lowHigh += wavelet.low(j) * wavelet.high(j + shift);
            }
            assertThat(lowHigh).isCloseTo(0, within(1e-6));
        }
    }

    @ParameterizedTest
    @EnumSource(Wavelet.class)
    void halfAsManyMomentsVanishAsTheFilterHasValues(Wavelet wavelet) {
        for (int power = 0; power < wavelet.length() / 2; power++) {
            double moment = 0;
            for (int j = 0; j < wavelet.length(); j++) {
                moment += Math.pow(j, power) * wavelet.high(j);
            }
            assertThat(moment).isCloseTo(0, within(2e-5));
        }
    }

    @ParameterizedTest
    @CsvSource({"DB1, 16, 16", "DB1, 7, 9", "DB1, 1, 1", "DB2, 33, 20", "DB3, 5, 4", "DB4, 40, 41", "SYM4, 3, 50"})
    void synthesisUndoesAnalysis(Wavelet wavelet, int rows, int columns) {
        float[][] plane = new float[rows][columns];
        Random random = new Random(7);
        for (float[] row : plane) {
            for (int x = 0; x < columns; x++) {
                row[x] = random.nextFloat() - 0.5f;
            }
        }
        float[][] back = WaveletLevel.analyse(plane, columns, wavelet).synthesise();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                assertThat(back[y][x]).isCloseTo(plane[y][x], within(2e-6f));
            }
        }
    }

    @Test
    void takesMostOfTheNoiseOfAFlatImage() {
        Slice noisy = noise(128, 128, -300, 40, 1);
        Slice clean = noise(128, 128, -300, 0, 1);
        Psnr psnr = new Psnr(IntensityRange.CT);
        assertThat(psnr.of(clean, WaveletFilter.automatic().denoise(noisy))).isGreaterThan(psnr.of(clean, noisy) + 10);
    }

    @Test
    void paddingTakesNoPartInTheNoise() {
        Slice noisy = noise(128, 128, -300, 40, 2);
        Slice whole = WaveletFilter.automatic().denoise(noisy);
        Slice padded = WaveletFilter.automatic().denoise(padOutsideEllipse(noisy, -3024));
        double sum = 0;
        for (int y = 48; y < 80; y++) {
            for (int x = 48; x < 80; x++) {
                sum += Math.pow(whole.at(y, x) - padded.at(y, x), 2);
            }
        }
        assertThat(Math.sqrt(sum / 1024)).isLessThan(6);
    }

    @Test
    void withoutNoiseIsTheIdentity() {
        Slice noisy = noise(20, 20, 0, 40, 3);
        WaveletFilter filter =
                new WaveletFilter(Wavelet.DB2, Shrinkage.HARD, OptionalDouble.of(0), OptionalInt.empty());
        assertThat(filter.denoise(noisy)).isSameAs(noisy);
    }

    @ParameterizedTest
    @CsvSource({"DB1, 512, 512, 9", "DB1, 1, 9, 0", "DB2, 512, 600, 7", "DB4, 14, 14, 1", "DB4, 13, 90, 0"})
    void hasAsManyLevelsAsPyWavelets(Wavelet wavelet, int rows, int columns, int levels) {
        assertThat(wavelet.mostLevels(rows, columns)).isEqualTo(levels);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1001})
    void theMedianMagnitudeIsThatOfTheSortedValues(int count) {
        Random random = new Random(count);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) Math.abs(random.nextGaussian() * (i % 3 == 0 ? 1e-6 : 50));
        }
        double found = MedianMagnitude.of(values, count);
        Arrays.sort(values);
        assertThat(found).isEqualTo(((double) values[(count - 1) / 2] + values[count / 2]) / 2);
    }

    @Test
    void refusesOtherParameters() {
        assertThatThrownBy(() -> new WaveletFilter(
                        Wavelet.DB1, Shrinkage.SOFT, OptionalDouble.of(Double.NaN), OptionalInt.empty()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        new WaveletFilter(Wavelet.DB1, Shrinkage.SOFT, OptionalDouble.empty(), OptionalInt.of(17)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1..16");
    }
}
