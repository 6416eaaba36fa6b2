package dev.limpid.lowdose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.DegradationKinds;
import dev.limpid.degrade.Draw;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.physics.NoiseLevel;
import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.Window;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

/** What a lower dose does to a slice. */
class LowDoseTest {
    private static final Slice BODY = new WaterBody(130, 100).slice(256, 1.1);

    private static Slice lowDose(Slice slice, long seed, String... settings) {
        Map<String, String> set = new TreeMap<>(Map.of("noise", "10", "kernel", "smooth", "electronic", "0"));
        for (String setting : settings) {
            set.put(setting.split("=")[0], setting.split("=")[1]);
        }
        Draw draw = new LowDoseKind().draw(set, 1, seed);
        return DegradationKinds.apply(draw, slice, IntensityRange.CT);
    }

    private static Slice noise(Slice slice, long seed, String... settings) {
        return WaterBody.difference(lowDose(slice, seed, settings), slice);
    }

    @Test
    void addsTheVarianceThatIsMissingToTheFullDosesOverTheDose() {
        for (double dose : new double[] {0.75, 0.5, 0.25, 0.1}) {
            double added = WaterBody.deviation(noise(BODY, 1, "dose=" + dose), 30);
            assertThat(added).as("dose %s", dose).isCloseTo(10 * Math.sqrt(1 / dose - 1), within(0.06 * added));
        }
    }

    @Test
    void doublesTheNoiseOfAnImageWhoseDoseItQuarters() {
        Slice noisy = WaterBody.withNoise(BODY, 14, 8);
        double found = NoiseLevel.of(noisy).orElseThrow();
        assertThat(found).isCloseTo(14, within(0.7));
        Slice low = lowDose(noisy, 2, "noise=0", "dose=0.25");
        assertThat(NoiseLevel.of(low).orElseThrow()).isCloseTo(2 * found, within(0.08 * 2 * found));
    }

    @Test
    void electronicNoiseAddsMoreTheFewerPhotonsAreLeft() {
        double[] thin = new double[2];
        double[] thick = new double[2];
        for (int i = 0; i < 2; i++) {
            String electronic = "electronic=" + 30 * i;
            String[] settings = {"noise=0", "photons=300000", electronic, "modulation=0"};
            thin[i] = WaterBody.deviation(noise(placed(new WaterBody(60, 60), 1), 4, settings), 20);
            thick[i] = WaterBody.deviation(noise(placed(new WaterBody(130, 130), 1), 4, settings), 20);
        }
        assertThat(thin[1] / thin[0]).isBetween(1.0, 1.12);
        assertThat(thick[1] / thick[0]).isGreaterThan(1.5);
    }

    private static Slice placed(WaterBody body, double thickness) {
        return WaterBody.at(body.slice(256, 1.1), new Section(0, thickness));
    }

    @Test
    void aSliceFourTimesAsThickHasHalfTheNoiseOfTheSamePhotonsAMillimetre() {
        for (String electronic : new String[] {"electronic=0", "electronic=40"}) {
            String[] settings = {"noise=0", "photons=50000", electronic};
            double thin = WaterBody.deviation(noise(placed(new WaterBody(110, 90), 1), 4, settings), 25);
            double thick = WaterBody.deviation(noise(placed(new WaterBody(110, 90), 4), 4, settings), 25);
            assertThat(thick).as(electronic).isCloseTo(thin / 2, within(0.08 * thin / 2));
        }
    }

    @Test
    void modulationEvensOutTheNoiseOfAFlatBody() {
        Slice shoulders = new WaterBody(220, 70).slice(256, 1.8);
        Slice constant = noise(shoulders, 5, "modulation=0");
        Slice modulated = noise(shoulders, 5, "modulation=1");
        double before = correlation(constant, 0, 3) - correlation(constant, 3, 0);
        assertThat(correlation(modulated, 0, 3) - correlation(modulated, 3, 0)).isLessThan(before - 0.1);
    }

    @Test
    void pixelsTwiceAsWideAsHighGetTheSameNoise() {
        Slice wide = new WaterBody(130, 100).slice(400, 200, new PixelSpacing(0.7, 1.4));
        Slice noise = noise(wide, 5);
        double sum = 0;
        for (int row = 170; row < 230; row++) {
            for (int column = 85; column < 115; column++) {
                sum += noise.at(row, column) * noise.at(row, column);
            }
        }
        assertThat(Math.sqrt(sum / 1800)).isCloseTo(10 * Math.sqrt(3), within(0.08 * 10 * Math.sqrt(3)));
    }

    @Test
    void theSmallestSlicesAreTaken() {
        for (int[] size : new int[][] {{1, 1}, {1, 9}, {9, 1}, {3, 2}}) {
            Slice tiny = new WaterBody(50, 50).slice(size[0], size[1], new PixelSpacing(1, 1));
            assertThat(lowDose(tiny, 1, "photons=1000", "noise=0", "dose=1").rows())
                    .isEqualTo(size[0]);
            assertThat(lowDose(tiny, 1).columns()).isEqualTo(size[1]);
        }
    }

    @Test
    void theNoisePowerSpectrumIsThatOfTheRampTimesTheKernelSquared() {
        Slice body = new WaterBody(140, 140).slice(400, 0.8);
        for (ReconstructionKernel kernel : List.of(ReconstructionKernel.SMOOTH, ReconstructionKernel.SHARP)) {
            String choice = kernel.equals(ReconstructionKernel.SHARP) ? "sharp" : "smooth";
            List<Window> windows = new ArrayList<>();
            for (int row = 120; row <= 240; row += 20) {
                for (int column = 120; column <= 240; column += 20) {
                    windows.add(new Window(row, column, 40, 40, 0));
                }
            }
            double[] ratio = new double[21];
            int[] counts = new int[ratio.length];
            for (long seed = 0; seed < 4; seed++) {
                NoisePowerSpectrum spectrum =
                        NoisePowerSpectrum.of(noise(body, seed, "kernel=" + choice, "modulation=0"), windows, true);
                for (int i = 1; i < spectrum.power().length; i++) {
                    double f = spectrum.radius(i);
                    int ring = (int) Math.round(f * 40 * 0.8);
                    if (ring >= 4 && ring < 18) {
                        ratio[ring] += spectrum.power()[i] / (f * Math.pow(kernel.at(f), 2));
                        counts[ring]++;
                    }
                }
            }
            double mean = 0;
            for (int ring = 4; ring < 18; ring++) {
                ratio[ring] /= counts[ring];
                mean += ratio[ring] / 14;
            }
            for (int ring = 4; ring < 18; ring++) {
                assertThat(ratio[ring] / mean).as("%s, ring %s", choice, ring).isCloseTo(1, within(0.15));
            }
        }
    }

    @Test
    void noiseStreaksLieAlongTheLongWayThroughAFlatBody() {
        Slice shoulders = new WaterBody(220, 70).slice(256, 1.8);
        Slice noise = noise(shoulders, 5, "modulation=0");
        double along = correlation(noise, 0, 3);
        double across = correlation(noise, 3, 0);
        assertThat(along).isGreaterThan(across + 0.2);
        Slice round = noise(new WaterBody(110, 110).slice(256, 1.1), 5, "modulation=0");
        assertThat(correlation(round, 0, 3)).isCloseTo(correlation(round, 3, 0), within(0.1));
    }

    @Test
    void slicesThatOverlapShareTheNoiseOfWhatTheyShare() {
        Slice first = noise(WaterBody.at(BODY, new Section(0, 4)), 6);
        Slice half = noise(WaterBody.at(BODY, new Section(2, 4)), 6);
        Slice thin = noise(WaterBody.at(BODY, new Section(0.3, 0.6)), 6);
        Slice next = noise(WaterBody.at(BODY, new Section(0.9, 0.6)), 6);
        assertThat(correlation(thin, next)).isCloseTo(0, within(0.08));
        Slice apart = noise(WaterBody.at(BODY, new Section(4, 4)), 6);
        assertThat(correlation(first, half)).isCloseTo(0.5, within(0.05));
        assertThat(correlation(first, apart)).isCloseTo(0, within(0.05));
        assertThat(WaterBody.deviation(half, 30)).isCloseTo(WaterBody.deviation(apart, 30), within(1.5));
    }

    @Test
    void theSameSeedGivesTheSameNoiseOnAnyNumberOfThreads() throws Exception {
        float[] one =
                new ForkJoinPool(1).submit(() -> lowDose(BODY, 9).toArray()).get();
        float[] three =
                new ForkJoinPool(3).submit(() -> lowDose(BODY, 9).toArray()).get();
        assertThat(three).isEqualTo(one);
        assertThat(lowDose(BODY, 10).toArray()).isNotEqualTo(one);
    }

    @Test
    void fullDoseAndSeverityZeroChangeNothing() {
        assertThat(lowDose(BODY, 1, "dose=1").toArray()).isEqualTo(BODY.toArray());
        Draw none = new LowDoseKind().draw(Map.of(), 0, 1);
        assertThat(DegradationKinds.apply(none, BODY, IntensityRange.CT).toArray())
                .isEqualTo(BODY.toArray());
    }

    @Test
    void severityScalesTheNoiseThatIsAdded() {
        Map<String, String> set = Map.of("noise", "10", "kernel", "smooth", "electronic", "0");
        Slice twice = DegradationKinds.apply(new LowDoseKind().draw(set, 2, 1), BODY, IntensityRange.CT);
        double once = WaterBody.deviation(noise(BODY, 1), 30);
        assertThat(WaterBody.deviation(WaterBody.difference(twice, BODY), 30)).isCloseTo(2 * once, within(0.01 * once));
    }

    @Test
    void meanHounsfieldUnitsStay() {
        Slice noise = noise(BODY, 3, "dose=0.1");
        double sum = 0;
        for (int row = 70; row < 186; row++) {
            for (int column = 70; column < 186; column++) {
                sum += noise.at(row, column);
            }
        }
        assertThat(sum / (116 * 116)).isCloseTo(0, within(0.5));
    }

    @Test
    void paddingKeepsItsValueWhateverItIs() {
        BitSet mask = new BitSet();
        mask.set(0, 256 * 20);
        float[] one = BODY.toArray();
        float[] other = BODY.toArray();
        mask.stream().forEach(i -> {
            one[i] = -3024;
            other[i] = 3000;
        });
        Slice.Builder builder = Slice.builder(256, 256, Unit.HOUNSFIELD)
                .spacing(BODY.spacing().orElseThrow())
                .padding(mask);
        Slice first = lowDose(builder.rows(0, 256, one).build(), 4);
        builder = first.like();
        Slice second = lowDose(builder.rows(0, 256, other).build(), 4);
        for (int i = 0; i < first.size(); i++) {
            assertThat(second.at(i)).isEqualTo(mask.get(i) ? 3000 : first.at(i));
            assertThat(!mask.get(i) || first.at(i) == -3024).isTrue();
        }
    }

    @Test
    void aSliceThatStarvesOfPhotonsGetsFiniteNoise() {
        Slice dense = BODY.withPixels(scaled(BODY.toArray(), 3000));
        dense = WaterBody.at(dense, new Section(0, 1));
        Slice low = lowDose(dense, 4, "noise=0", "photons=1000", "dose=0.01", "electronic=20");
        assertThat(WaterBody.deviation(WaterBody.difference(low, dense), 30)).isBetween(100.0, 1e5);
    }

    @Test
    void imagesThatAreNotCtAreRefusedInOneLine() {
        Slice grey = Slice.of(16, 16, new float[256], Unit.ARBITRARY);
        assertThatThrownBy(() -> lowDose(grey, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Hounsfield units");
        Slice unknown = Slice.of(16, 16, new float[256], Unit.HOUNSFIELD);
        assertThatThrownBy(() -> lowDose(unknown, 1)).hasMessageContaining("Pixel Spacing");
        Slice air = new WaterBody(1, 1).slice(64, 1);
        assertThatThrownBy(() -> lowDose(air, 1, "noise=0"))
                .hasMessageContaining("too little even soft tissue")
                .hasMessageContaining("--set noise=HU");
        assertThatThrownBy(() -> lowDose(BODY, 1, "photons=100")).hasMessageContaining("not both");
        assertThatThrownBy(() -> lowDose(BODY, 1, "photons=100", "noise=0"))
                .hasMessageContaining("place and thickness")
                .hasMessageContaining("--set noise=HU");
        LowDose.Settings tooMuch =
                new LowDose.Settings(0.5, OptionalDouble.of(5000), OptionalDouble.empty(), KernelChoice.SMOOTH, 0, 0.5);
        assertThatThrownBy(() -> new LowDose(tooMuch).apply(BODY, 1)).hasMessageContaining("no photons at all make");
        assertThatThrownBy(() -> lowDose(BODY, 1, "noise=0")).hasMessageContaining("soft tissue with noise");
        Slice uneven = new WaterBody(50, 50).slice(100, 100, new PixelSpacing(3, 0.001));
        assertThatThrownBy(() -> lowDose(uneven, 1)).hasMessageContaining("is its Pixel Spacing right?");
        assertThatThrownBy(() -> lowDose(BODY, 1, "kernel=B30"))
                .hasMessage("low-dose: kernel=B30 is not one of auto, smooth, sharp");
    }

    private static float[] scaled(float[] pixels, float top) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = pixels[i] > -500 ? top : pixels[i];
        }
        return pixels;
    }

    /** Of pixels in the middle with those some rows and columns away. */
    private static double correlation(Slice noise, int down, int along) {
        double product = 0;
        double square = 0;
        for (int row = 100; row < 150; row++) {
            for (int column = 80; column < 170; column++) {
                product += noise.at(row, column) * noise.at(row + down, column + along);
                square += noise.at(row, column) * noise.at(row, column);
            }
        }
        return product / square;
    }

    private static double correlation(Slice one, Slice other) {
        double product = 0;
        double first = 0;
        double second = 0;
        for (int row = 60; row < 196; row++) {
            for (int column = 60; column < 196; column++) {
                product += one.at(row, column) * other.at(row, column);
                first += one.at(row, column) * one.at(row, column);
                second += other.at(row, column) * other.at(row, column);
            }
        }
        return product / Math.sqrt(first * second);
    }
}
