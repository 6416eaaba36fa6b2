package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatchSamplerTest {
    @Test
    void aBatchIsAFunctionOfSeedAndStepAlone() {
        PatchSampler one = new PatchSampler(images(), settings(5));
        PatchSampler other = new PatchSampler(images(), settings(5));
        other.batch(1);
        assertThat(other.batch(9).noisy()).isEqualTo(one.batch(9).noisy());
        assertThat(other.batch(9).clean()).isNotEqualTo(one.batch(10).clean());
        assertThat(new PatchSampler(images(), settings(6)).batch(9).clean())
                .isNotEqualTo(one.batch(9).clean());
    }

    @Test
    void subsetsAreDrawnByTheirWeights() {
        PatchSampler sampler = new PatchSampler(images(), settings(1));
        int bright = 0;
        int drawn = 0;
        for (int step = 0; step < 300; step++) {
            float[] clean = sampler.batch(step).clean();
            for (int patch = 0; patch < 4; patch++) {
                bright += clean[patch * 256] > 5 ? 1 : 0;
                drawn++;
            }
        }
        assertThat((double) bright / drawn).isBetween(0.2, 0.3);
    }

    @Test
    void clippedPatchesLieInTheRangeAndCleanOnesAreNeverChanged() {
        PatchSampler sampler = new PatchSampler(images(), settings(2));
        for (int step = 0; step < 50; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (float value : batch.clean()) {
                assertThat(value).isIn(valuesOfTheImages());
            }
        }
    }

    @Test
    void aSubsetWithoutImagesIsNamed() {
        List<TrainingImage> onlyOne = images().subList(0, 1);
        assertThatThrownBy(() -> new PatchSampler(onlyOne, settings(1))).hasMessageContaining("'bright'");
    }

    private static List<Float> valuesOfTheImages() {
        return List.of(0f, 1f, 10f, 11f, 0.5f, 10.5f, 0.25f, 0.75f, 10.25f, 10.75f);
    }

    private static TrainingSettings settings(long seed) {
        return new TrainingSettings(
                List.of(new WeightedSubset("dark", 3), new WeightedSubset("bright", 1)),
                4,
                16,
                4,
                10,
                1e-3,
                10,
                0,
                seed,
                "fp32",
                NoiseMix.standard(),
                5,
                1);
    }

    private static List<TrainingImage> images() {
        float[] dark = new float[48 * 48];
        for (int i = 0; i < dark.length; i++) {
            dark[i] = (i * 31 + i / 48 * 17) % 3 == 0 ? 1 : 0;
        }
        float[] bright = Arrays.copyOf(dark, dark.length);
        for (int i = 0; i < bright.length; i++) {
            bright[i] += 10;
        }
        return List.of(
                new TrainingImage("a", "dark", "a", 48, 48, dark),
                new TrainingImage("b", "bright", "b", 48, 48, bright));
    }
}
