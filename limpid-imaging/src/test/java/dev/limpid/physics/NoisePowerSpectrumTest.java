package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Noise over frequencies. */
class NoisePowerSpectrumTest {
    private static Slice noise(int rows, int columns, PixelSpacing spacing, double deviation, double smoothing) {
        float[] pixels = new float[rows * columns];
        PixelRandom random = new PixelRandom(11, 2);
        for (int i = 0; i < pixels.length; i++) {
            double before = i > 0 ? pixels[i - 1] : 0;
            pixels[i] = (float) (smoothing * before + deviation * random.gaussian());
        }
        return Slice.builder(rows, columns, Unit.HOUNSFIELD)
                .spacing(spacing)
                .rows(0, rows, pixels)
                .build();
    }

    private static List<Window> tiles(Slice slice, int rows, int columns) {
        List<Window> windows = new ArrayList<>();
        for (int row = 0; row + rows <= slice.rows(); row += rows) {
            for (int column = 0; column + columns <= slice.columns(); column += columns) {
                windows.add(new Window(row, column, rows, columns, 0));
            }
        }
        return windows;
    }

    @Test
    void integratesToTheVarianceOfThePixels() {
        for (double smoothing : new double[] {0, 0.7}) {
            Slice slice = noise(256, 320, new PixelSpacing(0.8, 0.5), 9, smoothing);
            double squares = 0;
            for (int i = 0; i < slice.size(); i++) {
                squares += slice.at(i) * slice.at(i);
            }
            List<Window> windows = tiles(slice, 64, 80);
            Trend trend = new Trend(64, 80);
            double rest = 0;
            for (Window window : windows) {
                for (double value : trend.rest(slice, window)) {
                    rest += value * value;
                }
            }
            double variance = NoisePowerSpectrum.of(slice, windows, false).variance();
            assertThat(variance).isCloseTo(rest / slice.size(), within(1e-9 * variance));
            // The trend takes the share of its six terms.
            assertThat(variance).isCloseTo(squares / slice.size(), within((smoothing == 0 ? 0.01 : 0.02) * variance));
            assertThat(NoisePowerSpectrum.of(slice, windows, true).variance())
                    .isCloseTo(variance, within(0.05 * variance));
        }
    }

    @Test
    void ofWhiteNoiseIsItsVarianceTimesThePixelsArea() {
        Slice slice = noise(512, 512, new PixelSpacing(0.8, 0.5), 9, 0);
        RadialSpectrum radial =
                NoisePowerSpectrum.of(slice, tiles(slice, 64, 64), false).radial();
        double expected = 81 * 0.8 * 0.5;
        for (int ring = 4; ring < radial.power().length; ring++) {
            assertThat(radial.power()[ring]).as("ring %s", ring).isCloseTo(expected, within(0.1 * expected));
        }
    }

    @Test
    void ofAnAutoregressiveProcessIsItsClosedForm() {
        Slice slice = noise(512, 512, new PixelSpacing(1, 1), 5, 0.6);
        NoisePowerSpectrum spectrum = NoisePowerSpectrum.of(slice, tiles(slice, 128, 128), true);
        double ratio = 0;
        int count = 0;
        for (int i = 0; i < spectrum.power().length; i++) {
            double u = spectrum.horizontal(i);
            if (Math.abs(u) > 0.05) {
                double expected = 25 / (1 - 2 * 0.6 * Math.cos(2 * Math.PI * u) + 0.36);
                ratio += spectrum.power()[i] / expected;
                count++;
            }
        }
        assertThat(ratio / count).isCloseTo(1, within(0.03));
    }

    @Test
    void aSlowTrendIsNoNoise() {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.length; i++) {
            double y = i / 64;
            double x = i % 64;
            pixels[i] = (float) (40 + 0.3 * y - 0.2 * x + 0.01 * x * y - 0.004 * y * y + 0.002 * x * x);
        }
        Slice slice = Slice.builder(64, 64, Unit.HOUNSFIELD)
                .spacing(new PixelSpacing(1, 1))
                .rows(0, 64, pixels)
                .build();
        assertThat(NoisePowerSpectrum.of(slice, tiles(slice, 64, 64), false).variance())
                .isLessThan(1e-8);
    }

    @Test
    void thePeakOfARadialSpectrumIsFoundBetweenItsRings() {
        double[] power = new double[20];
        for (int ring = 0; ring < power.length; ring++) {
            power[ring] = 100 - Math.pow(ring - 7.3, 2);
        }
        assertThat(new RadialSpectrum(0.05, power).peak()).isCloseTo(7.3 * 0.05, within(1e-9));
    }

    @Test
    void theNoiseOfOneRingDoesNotMoveThePeakFar() {
        double[] power = new double[30];
        for (int ring = 0; ring < power.length; ring++) {
            double f = ring * 0.03;
            power[ring] = f * Math.exp(-f * f / 0.25) * (1 + (ring % 2 == 0 ? 0.04 : -0.04));
        }
        power[9] *= 1.12;
        assertThat(new RadialSpectrum(0.03, power).peak()).isCloseTo(0.5 / Math.sqrt(2), within(0.03));
    }

    @Test
    void aSpectrumThatOnlyRisesPeaksAtItsEnd() {
        double[] power = new double[20];
        for (int ring = 0; ring < power.length; ring++) {
            power[ring] = ring;
        }
        assertThat(new RadialSpectrum(0.05, power).peak()).isCloseTo(19 * 0.05, within(1e-9));
    }
}
