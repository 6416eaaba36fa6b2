package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind promises. */
class KindLawsTest {
    private static final long SEED = 77;

    /** All but low-dose, which takes nothing but whole slices of CT; its laws are in LowDoseTest. */
    static Stream<String> kinds() {
        return DegradationKinds.all().stream().map(DegradationKind::name).filter(name -> !name.equals("low-dose"));
    }

    private static DegradationKind kind(String name) {
        return DegradationKinds.find(name).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void severityZeroGivesTheSamePixelsBitForBit(String name) {
        Slice clean = TestPlanes.ct(33, 40);
        Slice same = DegradationKinds.apply(kind(name).draw(Map.of(), 0, SEED), clean, IntensityRange.CT);
        assertThat(same.toArray()).isEqualTo(clean.toArray());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theChangeGrowsWithSeverity(String name) {
        Slice clean = TestPlanes.ct(64, 48);
        double before = 0;
        for (double severity : new double[] {0.01, 0.25, 0.5, 1, 2, 4}) {
            Slice degraded =
                    DegradationKinds.apply(kind(name).draw(Map.of(), severity, SEED), clean, IntensityRange.CT);
            double change = rootMeanSquare(clean, degraded);
            if (name.equals("motion") && severity == 0.01) {
                assertThat(change).isLessThan(20); // In a small image one line moves, or none.
            } else {
                assertThat(change).as("severity %s", severity).isGreaterThan(before);
            }
            before = change;
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aLittleSeverityChangesLittle(String name) {
        Slice clean = TestPlanes.ct(64, 48);
        Slice degraded = DegradationKinds.apply(kind(name).draw(Map.of(), 1e-4, SEED), clean, IntensityRange.CT);
        assertThat(rootMeanSquare(clean, degraded)).isLessThan(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theSameDrawGivesTheSamePixelsOnAnyNumberOfThreads(String name) throws Exception {
        Slice clean = TestPlanes.ct(61, 47);
        Draw draw = kind(name).draw(Map.of(), 1, SEED);
        List<float[]> results = new ArrayList<>();
        for (int threads : new int[] {1, 2, 5}) {
            ForkJoinPool pool = new ForkJoinPool(threads);
            results.add(pool.submit(() -> DegradationKinds.apply(draw, clean, IntensityRange.CT)
                            .toArray())
                    .get());
            pool.shutdown();
        }
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDrawBuiltAgainFromItsFieldsReplays(String name) {
        Slice clean = TestPlanes.ct(32, 33);
        Draw draw = kind(name).draw(Map.of(), 1.5, SEED);
        Map<String, Double> read = new LinkedHashMap<>();
        draw.parameters().forEach((key, value) -> read.put(key, Double.valueOf(Double.toString(value))));
        Draw again = new Draw(String.valueOf(draw.kind()), read, Long.parseLong(Long.toString(draw.seed())));
        assertThat(again).isEqualTo(draw);
        assertThat(kind(name)
                        .replay(again, IntensityRange.CT)
                        .apply(clean, again.seed())
                        .toArray())
                .isEqualTo(kind(name)
                        .replay(draw, IntensityRange.CT)
                        .apply(clean, draw.seed())
                        .toArray());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void theInputStaysAsItIs(String name) {
        Slice clean = TestPlanes.ct(20, 24);
        float[] before = clean.toArray();
        DegradationKinds.apply(kind(name).draw(Map.of(), 1, SEED), clean, IntensityRange.CT);
        assertThat(clean.toArray()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void paddingKeepsItsValueAndLeaksNowhere(String name) {
        Draw draw = kind(name).draw(Map.of(), 1, SEED);
        Slice one = TestPlanes.padded(30, 41, -3024);
        Slice other = TestPlanes.padded(30, 41, -1000);
        Slice oneDegraded = DegradationKinds.apply(draw, one, IntensityRange.CT);
        Slice otherDegraded = DegradationKinds.apply(draw, other, IntensityRange.CT);
        BitSet mask = one.padding().orElseThrow();
        assertThat(oneDegraded.padding()).isEqualTo(one.padding());
        for (int i = 0; i < one.size(); i++) {
            if (mask.get(i)) {
                assertThat(oneDegraded.at(i)).isEqualTo(-3024);
                assertThat(otherDegraded.at(i)).isEqualTo(-1000);
            } else {
                assertThat(oneDegraded.at(i)).isEqualTo(otherDegraded.at(i));
            }
        }
        assertThat(rootMeanSquare(one, oneDegraded)).isPositive();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void takesImagesOfAnySize(String name) {
        for (int[] size : new int[][] {{1, 1}, {1, 7}, {7, 1}, {2, 2}, {16, 16}, {17, 33}, {31, 64}}) {
            Slice clean = TestPlanes.ct(size[0], size[1]);
            Slice degraded = DegradationKinds.apply(kind(name).draw(Map.of(), 4, SEED), clean, IntensityRange.CT);
            assertThat(degraded.rows()).isEqualTo(size[0]);
            assertThat(degraded.columns()).isEqualTo(size[1]);
            assertThat(degraded.unit()).isEqualTo(Unit.HOUNSFIELD);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void doesTheSameToEveryRangeOfNormalisedValues(String name) {
        Draw draw = kind(name).draw(Map.of(), 1, SEED);
        Slice unit = TestPlanes.unit(24, 32);
        IntensityRange wide = new IntensityRange(100, 612);
        float[] stretched = unit.toArray();
        for (int i = 0; i < stretched.length; i++) {
            stretched[i] = wide.denormalise(stretched[i]);
        }
        Slice inUnit = DegradationKinds.apply(draw, unit, new IntensityRange(0, 1));
        Slice inWide = DegradationKinds.apply(draw, unit.withPixels(stretched), wide);
        int unlike = 0;
        for (int i = 0; i < unit.size(); i++) {
            unlike += Math.abs(wide.normalise(inWide.at(i)) - inUnit.at(i)) > 1e-5 ? 1 : 0;
        }
        // Rounding to float may tip single counts of Poisson.
        assertThat(unlike).isLessThan(4);
    }

    @Test
    void thereAreTheThirteenOfTheTablesAndTwoMore() {
        assertThat(kinds())
                .contains(
                        "chemical-shift",
                        "gaussian",
                        "bias-field",
                        "motion",
                        "noncentral-chi",
                        "poisson",
                        "rician",
                        "salt-and-pepper",
                        "speckle",
                        "structured",
                        "susceptibility",
                        "thermal",
                        "wrap-around")
                .contains("rayleigh", "ghosting");
    }

    @Test
    void everyNameIsTakenOnce() {
        List<String> names = new ArrayList<>();
        for (DegradationKind kind : DegradationKinds.all()) {
            names.add(kind.name());
            names.addAll(kind.aliases());
            assertThat(kind.summary().lines()).hasSize(1);
        }
        assertThat(names).doesNotHaveDuplicates();
        assertThat(names).allMatch(name -> name.matches("[a-z]+(-[a-z]+)*"));
        assertThat(DegradationKinds.find("impulse").map(DegradationKind::name)).contains("salt-and-pepper");
    }

    @Test
    void thermalIsAsStrongAsGaussianWithOtherNoise() {
        Slice clean = TestPlanes.unit(128, 128);
        IntensityRange range = new IntensityRange(0, 1);
        Draw gaussian = kind("gaussian").draw(Map.of(), 1, 5);
        Draw thermal = kind("thermal").draw(Map.of(), 1, 5);
        assertThat(thermal.parameters()).isEqualTo(gaussian.parameters());
        Slice one = DegradationKinds.apply(gaussian, clean, range);
        Slice other = DegradationKinds.apply(thermal, clean, range);
        double product = 0;
        for (int i = 0; i < clean.size(); i++) {
            product += (one.at(i) - clean.at(i)) * (other.at(i) - clean.at(i));
        }
        double variance = Math.pow(gaussian.parameter("sigma"), 2);
        assertThat(Math.abs(product / clean.size() / variance)).isLessThan(4 / 128.0);
    }

    @Test
    void ricianGivesThePixelsOfTheNoiseThatModelsWereTrainedWith() {
        Slice clean = TestPlanes.unit(40, 40);
        IntensityRange range = new IntensityRange(0, 1);
        Draw draw = kind("rician").draw(Map.of("sigma", "0.1"), 1, 9);
        assertThat(DegradationKinds.apply(draw, clean, range).toArray())
                .isEqualTo(new RicianNoise(range, 0.1).apply(clean, 9).toArray());
    }

    static double rootMeanSquare(Slice one, Slice other) {
        double sum = 0;
        for (int i = 0; i < one.size(); i++) {
            double difference = (double) one.at(i) - other.at(i);
            sum += difference * difference;
        }
        return Math.sqrt(sum / one.size());
    }

    @Test
    void valuesBelowTheRangeKeepTheirDistanceToItUnderMagnitudeNoise() {
        float[] pixels = new float[64 * 64];
        Arrays.fill(pixels, -3024);
        Slice air = Slice.of(64, 64, pixels, Unit.HOUNSFIELD);
        for (String name : List.of("rician", "noncentral-chi")) {
            Slice noisy = DegradationKinds.apply(kind(name).draw(Map.of(), 0.01, SEED), air, IntensityRange.CT);
            for (int i = 0; i < noisy.size(); i++) {
                assertThat(noisy.at(i)).isBetween(-3024f, -2985f);
            }
        }
    }
}
