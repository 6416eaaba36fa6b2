package dev.limpid.lowdose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.ImageFormats;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.StoredImage;
import dev.limpid.physics.EvenWindows;
import dev.limpid.physics.NoiseLevel;
import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.Window;
import dev.limpid.testing.TestData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On scans of training and validation patients, whose noise is not known but can be measured. */
class RealScansTest {
    private static Slice read(String name) throws IOException {
        Path file = TestData.root().resolve("ct").resolve(name);
        try (StoredImage image = ImageFormats.open(file, Modality.CT)) {
            return image.frame(0);
        }
    }

    private static Slice lowDose(Slice slice, double dose, double noise, KernelChoice kernel) {
        OptionalDouble level = noise > 0 ? OptionalDouble.of(noise) : OptionalDouble.empty();
        return new LowDose(new LowDose.Settings(dose, level, OptionalDouble.empty(), kernel, 3, 0.5)).apply(slice, 3);
    }

    private static Slice times(Slice slice, double factor) {
        float[] pixels = slice.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] *= (float) factor;
        }
        return slice.withPixels(pixels);
    }

    /**
     * What adjacent slices of 1 mm do not share is their noise, and next to nothing else where tissue is even; half the dose adds
     * as much again.
     */
    @ParameterizedTest
    @ValueSource(ints = {153, 156, 159, 162, 165})
    void halfTheDoseAddsTheNoiseThatAdjacentSlicesDoNotShare(int number) throws IOException {
        Slice one = read("LIDC-IDRI-0314/" + number + ".dcm");
        Slice next = read("LIDC-IDRI-0314/" + (number + 1) + ".dcm");
        Slice real = times(WaterBody.difference(one, next), Math.sqrt(0.5));
        Slice added = WaterBody.difference(lowDose(one, 0.5, 0, KernelChoice.AUTO), one);
        List<Window> even = new ArrayList<>(EvenWindows.of(one, 24, -60, 160));
        even.sort(Comparator.comparingDouble(window -> deviation(real, List.of(window))));
        List<Window> best = even.subList(0, Math.max(8, even.size() / 3));
        double expected = deviation(real, best);
        assertThat(deviation(added, best)).isCloseTo(expected, within(0.18 * expected));
        assertThat(mean(added, best)).isCloseTo(mean(real, best), within(0.12 * mean(real, best)));
    }

    private static double deviation(Slice noise, List<Window> windows) {
        return Math.sqrt(NoisePowerSpectrum.of(noise, windows, false).variance());
    }

    private static double mean(Slice noise, List<Window> windows) {
        return NoisePowerSpectrum.of(noise, windows, true).radial().meanFrequency();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dcm_qa_ct_head/012.dcm", "A062055/000.dcm", "A048383/000.dcm", "A098752/000.dcm"})
    void aKernelThatWasPutInIsFoundAmongAnatomy(String name) throws IOException {
        Slice scan = read(name);
        double level = NoiseLevel.of(scan).orElseThrow();
        for (KernelChoice choice : List.of(KernelChoice.SMOOTH, KernelChoice.SHARP)) {
            Slice low = lowDose(scan, 0.5, 3 * level, choice);
            double peak = KernelFit.of(low).map(ReconstructionKernel::noisePeak).orElse(0.0);
            double expected = choice.of(scan).noisePeak();
            double nyquist = 0.5 / scan.spacing().orElseThrow().rowMm();
            double shown = Math.min(nyquist, expected); // Pixels do not show a peak beyond their Nyquist frequency.
            assertThat(Math.min(nyquist, peak)).as("%s", choice).isCloseTo(shown, within(0.12 * shown));
            double expectedLevel = Math.sqrt(10) * level;
            assertThat(NoiseLevel.of(low).orElseThrow()).isCloseTo(expectedLevel, within(0.12 * expectedLevel));
        }
    }
}
