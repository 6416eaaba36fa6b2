package dev.limpid.invariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.filter.MedianFilter;
import org.junit.jupiter.api.Test;

class RefinementTest {
    private static final int EDGE = TinyRuns.EDGE;

    /** f replaces 2 x 2 blocks by their mean: a projection, for which one step is the whole way. */
    private static float[] blockMeans(float[] patch) {
        float[] means = new float[patch.length];
        for (int i = 0; i < patch.length; i++) {
            int row = i / EDGE / 2 * 2;
            int column = i % EDGE / 2 * 2;
            int at = row * EDGE + column;
            means[i] = (patch[at] + patch[at + 1] + patch[at + EDGE] + patch[at + EDGE + 1]) / 4;
        }
        return means;
    }

    @Test
    void ofAProjectionOneStepReachesWhatIsWantedAndLeavesTheRestAlone() {
        float[] start = TinyRuns.patch(1);
        float[] wanted = blockMeans(TinyRuns.patch(2));
        Refinement.Refined refined = Refinement.of(RefinementTest::blockMeans, start, wanted, 1);
        assertThat(refined.consistency()).isLessThan(1e-4);
        float[] unseenBefore = Patches.difference(start, blockMeans(start));
        float[] unseenAfter = Patches.difference(refined.patch(), blockMeans(refined.patch()));
        assertThat(Patches.distance(unseenAfter, unseenBefore)).isLessThan(1e-4);
    }

    @Test
    void ofABlurTheErrorShrinksAndFinePatternsAreLeft() {
        FrozenDenoiser blur = new FrozenDenoiser(TinyRuns.BLUR, EDGE);
        float[] patch = TinyRuns.patch(1);
        float[] wanted = blur.of(patch);
        float[] start = patch.clone();
        for (int i = 0; i < start.length; i++) {
            // A chequerboard, which the blur cannot see, and a ramp, which it can.
            start[i] += (float) (40 * ((i / EDGE + i) % 2 == 0 ? 1 : -1) + i % EDGE);
        }
        double before = Patches.distance(blur.of(start), wanted);
        Refinement.Refined refined = Refinement.of(blur::of, start, wanted, 20);
        assertThat(refined.consistency()).isLessThan(0.05 * before);
        double board = 0;
        for (int row = 8; row < 24; row++) {
            for (int column = 8; column < 24; column++) {
                int i = row * EDGE + column;
                board += (refined.patch()[i] - patch[i]) * ((row + column) % 2 == 0 ? 1 : -1) / 256.0;
            }
        }
        assertThat(Math.abs(board)).isCloseTo(40, within(2.0));
    }

    @Test
    void theErrorNeverGrowsWhateverTheDenoiser() {
        FrozenDenoiser median = new FrozenDenoiser(new MedianFilter(5), EDGE);
        float[] wanted = median.of(TinyRuns.patch(1));
        double before = Patches.distance(median.of(TinyRuns.patch(2)), wanted);
        for (int steps = 0; steps < 6; steps++) {
            double after =
                    Refinement.of(median::of, TinyRuns.patch(2), wanted, steps).consistency();
            assertThat(after).isLessThanOrEqualTo(before);
            before = after;
        }
        double contrary = Refinement.of(patch -> Patches.sum(new float[patch.length], patch, -1), wanted, wanted, 9)
                .consistency();
        assertThat(contrary).isEqualTo(Patches.distance(Patches.sum(new float[wanted.length], wanted, -1), wanted));
    }
}
