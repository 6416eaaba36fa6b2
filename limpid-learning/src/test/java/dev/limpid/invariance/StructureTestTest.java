package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StructureTestTest {
    private static final int EDGE = TinyRuns.EDGE;
    private static final AnalysisSettings SETTINGS = new AnalysisSettings(10, 0, 20, 2, 3);

    private static float[] anatomy() {
        return new FrozenDenoiser(TinyRuns.BLUR, EDGE).of(TinyRuns.patch(4));
    }

    @Nested
    class Replicas {
        @Test
        void haveTheNoisesVarianceAndNoMean() {
            float[] patch = TinyRuns.patch(4);
            float[] anatomy = anatomy();
            NoiseReplicas noise = new NoiseReplicas(anatomy, patch, EDGE);
            double variance = 0;
            for (int i = 0; i < 200; i++) {
                float[] drawn = Patches.difference(noise.replica(1, i), anatomy);
                assertThat(Patches.mean(drawn)).isCloseTo(0, within(1e-3));
                variance += Math.pow(Patches.deviation(drawn), 2) / 200;
            }
            double expected = Patches.deviation(Patches.difference(patch, anatomy));
            assertThat(Math.sqrt(variance)).isCloseTo(expected, within(0.03 * expected));
        }

        /** The correlation of neighbours is that of the noise, which is a property of its power spectrum. */
        @Test
        void haveTheNoisesCorrelation() {
            float[] anatomy = new float[EDGE * EDGE];
            float[] patch = new FrozenDenoiser(TinyRuns.BLUR, EDGE).of(white());
            NoiseReplicas noise = new NoiseReplicas(anatomy, patch, EDGE);
            double mean = 0;
            for (int i = 0; i < 200; i++) {
                mean += neighbours(noise.replica(1, i)) / 200;
            }
            assertThat(mean).isCloseTo(neighbours(patch), within(0.05)).isGreaterThan(0.8);
        }

        private float[] white() {
            float[] values = new float[EDGE * EDGE];
            java.util.Random random = new java.util.Random(1);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (30 * random.nextGaussian());
            }
            return values;
        }

        private double neighbours(float[] values) {
            double mean = Patches.mean(values);
            double product = 0;
            for (int i = 0; i < values.length; i++) {
                int right = i / EDGE * EDGE + (i % EDGE + 1) % EDGE;
                product += (values[i] - mean) * (values[right] - mean) / values.length;
            }
            return product / Math.pow(Patches.deviation(values), 2);
        }

        @Test
        void areAFunctionOfSeedAndNumber() {
            NoiseReplicas noise = new NoiseReplicas(anatomy(), TinyRuns.patch(4), EDGE);
            assertThat(noise.replica(1, 2)).isEqualTo(noise.replica(1, 2)).isNotEqualTo(noise.replica(1, 3));
        }
    }

    @Nested
    class TheTest {
        @Test
        void takesFewPureNoiseForAnatomyAndALesionForOne() {
            float[] patch = TinyRuns.patch(4);
            NoiseReplicas noise = new NoiseReplicas(anatomy(), patch, EDGE);
            StructureTest test = new StructureTest(PatchNoise.againstPatch(anatomy(), patch, EDGE), EDGE, SETTINGS);
            assertThat(test.falsePositives()).isLessThan(0.04);
            int flagged = 0;
            for (int i = 0; i < 100; i++) {
                float[] replica = noise.replica(99, i);
                flagged += test.score(test.structure(Patches.difference(replica, patch))) > StructureTest.LIMIT ? 1 : 0;
                float[] lesion = replica.clone();
                for (int k = 0; k < lesion.length; k++) {
                    lesion[k] += Math.hypot(k / EDGE - 16, k % EDGE - 16) < 4 ? 150 : 0;
                }
                assertThat(test.score(test.structure(Patches.difference(lesion, patch))))
                        .isGreaterThan(StructureTest.LIMIT);
            }
            assertThat(flagged).isLessThanOrEqualTo(6);
        }
    }

    /** Without the limit on structure, noise would hide a lesion from a denoiser that changes nothing. */
    @Test
    void aLesionThatTheIdentityPassesOnIsNoticedThoughNoiseMovesItsOutputByMore() {
        float[] patch = TinyRuns.patch(4);
        PatchNoise noise = PatchNoise.againstPatch(anatomy(), patch, EDGE);
        StructureTest test = new StructureTest(noise, EDGE, SETTINGS);
        FrozenDenoiser identity = new FrozenDenoiser(image -> image, EDGE);
        PureNoise pure = PureNoise.of(new NoiseSource.Unknown("not asked"), noise, test, identity, patch, SETTINGS);
        float[] smooth = anatomy();
        for (int k = 0; k < smooth.length; k++) {
            smooth[k] += Math.hypot(k / EDGE - 16, k % EDGE - 16) < 4 ? 60 : 0;
        }
        float[] change = Patches.difference(smooth, patch);
        assertThat(Patches.distance(smooth, patch)).isLessThan(pure.limit());
        assertThat(test.structure(change)).isGreaterThan(pure.structureLimit());
        assertThat(pure.structureLimit()).isPositive();
    }

    @Test
    void whatLiesInTheRimIsNotLookedAt() {
        float[] first = new float[EDGE * EDGE];
        float[] second = new float[EDGE * EDGE];
        int rim = Patches.rim(EDGE);
        assertThat(rim).isEqualTo(4);
        for (int i = 0; i < first.length; i++) {
            int nearest = Math.min(Math.min(i / EDGE, EDGE - 1 - i / EDGE), Math.min(i % EDGE, EDGE - 1 - i % EDGE));
            first[i] = nearest < rim ? 1000 : 3;
            second[i] = 1;
        }
        StructureTest test =
                new StructureTest(PatchNoise.againstPatch(anatomy(), TinyRuns.patch(4), EDGE), EDGE, SETTINGS);
        float[] flat = new float[EDGE * EDGE];
        java.util.Arrays.fill(flat, 3);
        assertThat(test.structure(first)).isEqualTo(test.structure(flat)).isPositive();
        assertThat(Patches.distance(first, second)).isEqualTo(2);
        assertThat(Patches.inner(first)).hasSize(24 * 24).containsOnly(3);
        assertThat(Patches.mean(Patches.withoutRim(first))).isCloseTo(3 * 24 * 24 / 1024.0, within(1e-6));
    }

    @Nested
    class Modes {
        @Test
        void areTheDirectionsOfMostVarianceWithTheirShares() {
            List<float[]> changes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                float[] change = new float[EDGE * EDGE];
                float first = i % 2 == 0 ? 6 : -6;
                float second = i / 2 % 2 == 0 ? 3 : -3;
                change[5] = first + 100;
                change[9] = second;
                changes.add(change);
            }
            List<ChangeMode> modes = ChangeMode.of(changes, EDGE, 3);
            assertThat(modes).hasSize(2);
            assertThat(modes.get(0).share()).isCloseTo(0.8, within(1e-6));
            assertThat(modes.get(1).share()).isCloseTo(0.2, within(1e-6));
            Slice main = modes.get(0).image();
            // A change of one standard deviation: 6 with the divisor n - 1.
            assertThat(Math.abs(main.at(5))).isCloseTo((float) (6 * Math.sqrt(40 / 39.0)), within(1e-3f));
            assertThat(main.at(9)).isCloseTo(0, within(1e-3f));
            assertThat(Math.abs(modes.get(1).image().at(9)))
                    .isCloseTo((float) (3 * Math.sqrt(40 / 39.0)), within(1e-3f));
        }

        @Test
        void ofTwoChangesThereAreNone() {
            assertThat(ChangeMode.of(List.of(new float[EDGE * EDGE], TinyRuns.patch(1)), EDGE, 3))
                    .isEmpty();
        }
    }
}
