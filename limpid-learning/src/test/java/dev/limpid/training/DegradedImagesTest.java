package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DegradedImagesTest {
    private static final int AREA = Runs.PATCH * Runs.PATCH;

    @Test
    void aBatchIsAFunctionOfSeedAndStepAlone() {
        PatchSampler one = sampler(mix(0.5, 4, "motion", "rician"));
        PatchSampler other = sampler(mix(0.5, 4, "motion", "rician"));
        other.batch(1);
        assertThat(other.batch(9).noisy()).isEqualTo(one.batch(9).noisy());
        assertThat(other.batch(10).noisy()).isNotEqualTo(one.batch(9).noisy());
    }

    @Test
    void theShareOfTheBatchIsCutFromDegradedImages() {
        PatchSampler sampler = sampler(mix(0.5, 1, "salt-and-pepper"));
        int changedBySalt = 0;
        for (int step = 0; step < 20; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (int i = 0; i < AREA; i++) {
                float value = batch.noisy()[i];
                assertThat(value == batch.clean()[i] || value == 0 || value == 1)
                        .isTrue();
                changedBySalt += value == batch.clean()[i] ? 0 : 1;
            }
            assertThat(unequal(batch, AREA, 2 * AREA)).isGreaterThan(AREA * 9 / 10);
        }
        assertThat(changedBySalt / (20.0 * AREA)).isBetween(0.02, 0.12);
    }

    @Test
    void stepsBeforeTheFirstHaveImagesOfTheirOwn() {
        PatchSampler sampler = sampler(mix(1, 1, "motion"));
        float[] before = sampler.batch(-1).clean();
        assertThat(sampler.batch(-2).clean()).isNotEqualTo(before);
        assertThat(sampler(mix(1, 1, "motion")).batch(-1).clean()).isEqualTo(before);
    }

    @Test
    void severityZeroIsTheIdentity() {
        DegradationMix none = new DegradationMix(1, List.of("motion", "wrap-around", "poisson"), 0, 0, 0, 2);
        PatchSampler sampler = sampler(none);
        for (int step = 0; step < 6; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (int i = 0; i < 2 * AREA; i++) {
                assertThat(Math.abs(batch.noisy()[i] - batch.clean()[i])).isLessThan(1e-6f);
            }
        }
    }

    @Test
    void clippingKeepsWhatLayOutsideTheRangeBefore() {
        float[] pixels = new float[64];
        Arrays.fill(pixels, 0.95f);
        pixels[5] = 1.4f;
        TrainingImage image = new TrainingImage(
                "p", "s", "n", 8, 8, pixels, Unit.HOUNSFIELD, new IntensityRange(-1000, 1000), Optional.empty());
        DegradationMix mix = mix(1, 1, "gaussian");
        float[] values = mix.reference(image, 0);
        assertThat(values[5]).isGreaterThan(1);
        for (int i = 0; i < 64; i++) {
            assertThat(i == 5 || values[i] <= 1).isTrue();
        }
    }

    @Test
    void degradedImagesAreSeenAfterTheCorrectionWhereTheMixSaysSo() {
        TrainingImage image = steps();
        DegradationMix plain = new DegradationMix(1, List.of("wrap-around"), 1, 1, 0, 1);
        DegradationMix corrected =
                new DegradationMix(1, List.of("wrap-around"), 1, 1, 0, 1, Optional.of(true), Optional.empty());
        float[] folded = plain.reference(image, 3);
        float[] undone = corrected.reference(image, 3);
        assertThat(error(undone, image.pixels())).isLessThan(0.01 * error(folded, image.pixels()));
    }

    /** Rows and columns of blocks of random height, so that no two parts of the image are alike. */
    private static TrainingImage steps() {
        Random random = new Random(4);
        float[] blocks = new float[100];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = 0.05f + 0.4f * random.nextFloat();
        }
        float[] pixels = new float[80 * 80];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = blocks[i / 80 / 8 * 10 + i % 80 / 8];
        }
        return new TrainingImage("p", "s", "n", 80, 80, pixels);
    }

    private static double error(float[] values, float[] clean) {
        double sum = 0;
        for (int i = 0; i < clean.length; i++) {
            sum += (values[i] - clean[i]) * (values[i] - clean[i]);
        }
        return sum;
    }

    @Test
    void orientationsMovePixelsOnly() {
        TrainingImage image = new TrainingImage("p", "s", "n", 2, 3, new float[] {1, 2, 3, 4, 5, 6});
        assertThat(image.oriented(0).pixels()).isEqualTo(image.pixels());
        assertThat(image.oriented(1).pixels()).containsExactly(4, 5, 6, 1, 2, 3);
        assertThat(image.oriented(2).pixels()).containsExactly(3, 2, 1, 6, 5, 4);
        assertThat(image.oriented(4).pixels()).containsExactly(1, 4, 2, 5, 3, 6);
        assertThat(image.oriented(4).rows()).isEqualTo(3);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThatThrownBy(() -> mix(0.5, 1, "gausian")).hasMessageContaining("no kind of degradation 'gausian'");
        assertThatThrownBy(() -> mix(0, 1, "gaussian")).hasMessageContaining("above 0");
        assertThatThrownBy(() -> sampler(mix(0.2, 1, "gaussian"))).hasMessageContaining("has no place");
        assertThatThrownBy(() -> new DegradationMix(1, List.of("gaussian"), 1, 0.5, 0, 1))
                .hasMessageContaining("low <= high");
        assertThatThrownBy(() -> new DegradationMix(1, List.of(), 0, 1, 0, 1))
                .hasMessageContaining("at least one kind");
    }

    private static int unequal(PatchSampler.Batch batch, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += batch.noisy()[i] == batch.clean()[i] ? 0 : 1;
        }
        return count;
    }

    private static DegradationMix mix(double share, int patches, String... kinds) {
        return new DegradationMix(share, List.of(kinds), 0.5, 1.2, 1, patches);
    }

    private static PatchSampler sampler(DegradationMix mix) {
        TrainingPhase phase = Runs.phase(1).degrading(mix);
        NoiseMix noise = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);
        return new PatchSampler(List.of(Runs.rings()), Runs.settings(phase, noise, Optional.empty()), phase);
    }
}
