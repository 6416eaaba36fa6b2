package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** How far HU moved, tissue by tissue. */
class TissueBiasTest {
    private static final int SIZE = 250;
    private static final Map<Tissue, Double> HU =
            Map.of(Tissue.AIR, -1000.0, Tissue.LUNG, -800.0, Tissue.FAT, -100.0, Tissue.SOFT, 5.0, Tissue.BONE, 700.0);
    private static final Map<Tissue, Double> OFFSET =
            Map.of(Tissue.AIR, 4.0, Tissue.LUNG, -7.0, Tissue.FAT, 2.0, Tissue.SOFT, -3.0, Tissue.BONE, 12.0);

    /** Five bands of tissue; noise of either image is its own. */
    private static Slice bands(boolean moved, double noise, long seed) {
        PixelRandom random = new PixelRandom(seed, 1);
        Slice.Builder slice = Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD).spacing(new PixelSpacing(0.8, 0.8));
        for (int i = 0; i < SIZE * SIZE; i++) {
            Tissue tissue = Tissue.values()[i / SIZE / 50];
            double value = HU.getOrDefault(tissue, 0.0) + (moved ? OFFSET.getOrDefault(tissue, 0.0) : 0);
            slice.set(i, (float) (value + noise * random.gaussian()));
        }
        return slice.build();
    }

    @Test
    void recoversWhatWasPlantedWhateverTheReferencesNoise() {
        for (double noise : new double[] {0, 25}) {
            TissueBias bias = new TissueBias();
            bias.add(bands(false, noise, 1), bands(true, noise, 2));
            assertThat(bias.byTissue()).containsOnlyKeys(Tissue.values());
            bias.byTissue().forEach((tissue, found) -> {
                double planted = OFFSET.getOrDefault(tissue, Double.NaN);
                assertThat(found.mean())
                        .as("%s, noise %s", tissue, noise)
                        .isCloseTo(planted, within(0.05 * noise + 1e-3));
                assertThat(found.pixels()).isGreaterThan(3000);
                assertThat(found.high() - found.low()).isLessThan(0.12 * noise + 1e-3);
            });
        }
    }

    @Test
    void aDenoiserThatOnlyAveragesHasNoBiasThoughTheReferenceIsNoisy() {
        Slice reference = bands(false, 25, 3);
        TissueBias bias = new TissueBias();
        bias.add(reference, bands(false, 0, 0));
        // Pixels chosen by their own value of -10 HU and more would be 8 HU too high in the reference.
        assertThat(bias.byTissue())
                .hasEntrySatisfying(Tissue.SOFT, soft -> assertThat(soft.mean()).isCloseTo(0, within(1.2)));
    }

    @Test
    void pixelsOfTwoTissuesCountForNone() {
        TissueBias bias = new TissueBias();
        bias.add(bands(false, 0, 0), bands(true, 0, 0));
        bias.byTissue()
                .forEach((tissue, found) ->
                        assertThat(found.high()).as("%s", tissue).isCloseTo(found.low(), within(1e-3)));
    }

    @Test
    void intervalsCoverAtTheNominalRate() {
        int trials = 600;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            PixelRandom random = new PixelRandom(trial, 5);
            double[] sums = new double[14];
            long[] counts = new long[14];
            for (int block = 0; block < sums.length; block++) {
                counts[block] = 60 + random.below(80);
                // Pixels of a block share its error.
                sums[block] = counts[block] * (2 + 3 * random.gaussian());
            }
            MeanDifference found = MeanDifference.of(sums, counts);
            covered += found.low() <= 2 && 2 <= found.high() ? 1 : 0;
        }
        assertThat(covered / (double) trials).isBetween(0.92, 0.975);
    }

    @Test
    void slicesThatShareTheirNoiseTellNoMoreThanOne() {
        TissueBias one = new TissueBias();
        one.add(bands(false, 25, 6), bands(true, 25, 7));
        TissueBias nine = new TissueBias();
        for (int slice = 0; slice < 8; slice++) {
            nine.add(bands(false, 25, 6), bands(true, 25, 7));
        }
        nine.join(one);
        one.byTissue().forEach((tissue, of) -> {
            MeanDifference found = Objects.requireNonNull(nine.byTissue().get(tissue));
            assertThat(found.pixels()).isEqualTo(9 * of.pixels());
            assertThat(found.blocks()).isEqualTo(of.blocks());
            assertThat(found.low()).as("%s", tissue).isCloseTo(of.low(), within(1e-9));
            assertThat(found.high()).as("%s", tissue).isCloseTo(of.high(), within(1e-9));
        });
    }

    @Test
    void studentsQuantilesAreThoseOfTables() {
        assertThat(MeanDifference.studentT(7)).isCloseTo(2.3646, within(0.003));
        assertThat(MeanDifference.studentT(10)).isCloseTo(2.2281, within(0.001));
        assertThat(MeanDifference.studentT(30)).isCloseTo(2.0423, within(1e-4));
    }

    @Test
    void onlyHounsfieldUnitsOfOneSizeAreCompared() {
        Slice grey = Slice.of(8, 8, new float[64], Unit.ARBITRARY);
        Slice ct = bands(false, 0, 0);
        assertThatThrownBy(() -> new TissueBias().add(ct, grey)).hasMessageContaining("not in a.u.");
        Slice small = Slice.of(8, 8, new float[64], Unit.HOUNSFIELD);
        assertThatThrownBy(() -> new TissueBias().add(ct, small)).hasMessageContaining("cannot be compared");
        assertThatThrownBy(() -> new TissueBias().add(small, small)).hasMessageContaining("distance between pixels");
    }
}
