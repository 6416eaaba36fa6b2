package dev.limpid.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Slice;
import dev.limpid.lowdose.KernelChoice;
import dev.limpid.lowdose.LowDose;
import dev.limpid.observer.DiscSignal;
import dev.limpid.phantom.LowContrastPhantom;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Simulated scans of the low-contrast phantom. */
class DoseSeriesTest {
    private static DetectabilitySettings settings(List<Double> doses) {
        return settings(doses, 3);
    }

    private static DetectabilitySettings settings(List<Double> doses, long seed) {
        return new DetectabilitySettings(doses, 12, 8, 5, 12, KernelChoice.SMOOTH, seed);
    }

    @Test
    void theNoiseOfADoseIsWhatTheScannerMakesOfIt() {
        DoseSeries.Repeat repeat = new DoseSeries(settings(List.of(1.0, 0.25))).repeat(0);
        Slice scan = repeat.at(0.25);
        // What 0.2 of a dose adds to it is (1 / 0.2 - 1) = 1 / 0.25 of its variance.
        LowDose scanner = new LowDose(
                new LowDose.Settings(0.2, OptionalDouble.of(12), OptionalDouble.empty(), KernelChoice.SMOOTH, 0, 0.5));
        Slice expected = scanner.apply(repeat.water(), new PixelRandom(3, 0).nextLong());
        for (int i = 0; i < scan.size(); i += 7) {
            double noise = scan.at(i) - repeat.clean().at(i);
            assertThat(noise).isCloseTo((double) expected.at(i) - repeat.water().at(i), within(2e-3));
        }
    }

    @Test
    void noTwoScansOfNeighbouringSeedsAreTheSame() {
        List<Double> doses = List.of(1.0, 0.25);
        Set<List<Float>> scans = new HashSet<>();
        for (long seed = 3; seed <= 5; seed++) {
            DoseSeries series = new DoseSeries(settings(doses, seed));
            for (int repeat = 0; repeat < 3; repeat++) {
                Slice scan = series.repeat(repeat).noisyWater();
                scans.add(List.of(scan.at(9000), scan.at(20_000), scan.at(31_000)));
            }
        }
        assertThat(scans).hasSize(9);
    }

    @Test
    void everyPlaceHasTheDiscInEveryOtherRepeat() {
        DoseSeries series = new DoseSeries(settings(List.of(1.0, 0.25)));
        DiscSignal signal = series.signal();
        int middle = LowContrastPhantom.SIDE / 2;
        for (int place = 0; place < LowContrastPhantom.PLACES; place++) {
            assertThat(DoseSeries.present(4, place)).isNotEqualTo(DoseSeries.present(5, place));
        }
        BitSet all = new BitSet();
        all.set(0, LowContrastPhantom.PLACES);
        double[] square = LowContrastPhantom.square(LowContrastPhantom.slice(signal, all), 3);
        assertThat(square[middle * LowContrastPhantom.SIDE + middle]).isBetween(6.0, 9.0);
    }

    @Test
    void settingsOutOfBoundsAreRefusedByTheirOption() {
        assertThatThrownBy(() -> settings(List.of(0.5, 0.25))).hasMessageContaining("--doses");
        assertThatThrownBy(() -> new DetectabilitySettings(List.of(1.0, 0.5), 3, 8, 5, 12, KernelChoice.SMOOTH, 1))
                .hasMessage("--repeats is 12 to 10000, not 3");
        assertThatThrownBy(() -> new DetectabilitySettings(List.of(1.0, 0.5), 12, 8, 40, 12, KernelChoice.SMOOTH, 1))
                .hasMessageContaining("--diameter");
        assertThatThrownBy(() -> new DetectabilitySettings(List.of(1.0, 0.5), 12, 8, 5, 12, KernelChoice.AUTO, 1))
                .hasMessageContaining("--kernel");
        assertThat(settings(List.of(0.1, 1.0, 0.5, 0.5)).doses()).containsExactly(1.0, 0.5, 0.1);
    }
}
