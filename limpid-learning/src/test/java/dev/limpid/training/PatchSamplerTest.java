package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.training.TrainingSettings.WeightedSubset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PatchSamplerTest {
    @Test
    void aBatchIsAFunctionOfSeedAndStepAlone() {
        PatchSampler one = sampler(images(), 5);
        PatchSampler other = sampler(images(), 5);
        other.batch(1);
        assertThat(other.batch(9).noisy()).isEqualTo(one.batch(9).noisy());
        assertThat(other.batch(9).clean()).isNotEqualTo(one.batch(10).clean());
        assertThat(sampler(images(), 6).batch(9).clean())
                .isNotEqualTo(one.batch(9).clean());
    }

    @Test
    void subsetsAreDrawnByTheirWeights() {
        PatchSampler sampler = sampler(images(), 1);
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
        PatchSampler sampler = sampler(images(), 2);
        for (int step = 0; step < 50; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (float value : batch.clean()) {
                assertThat(value).isIn(valuesOfTheImages());
            }
        }
    }

    @Test
    void theLevelOfAPatchIsTheDeviationOfItsNoise() {
        PatchSampler sampler = sampler(images(), 4, NoiseMix.gaussianUpTo(0.2));
        double relative = 0;
        for (int step = 0; step < 100; step++) {
            PatchSampler.Batch batch = sampler.batch(step);
            for (int patch = 0; patch < 4; patch++) {
                double squares = 0;
                for (int i = patch * 256; i < (patch + 1) * 256; i++) {
                    squares += Math.pow(batch.noisy()[i] - batch.clean()[i], 2);
                }
                double level = batch.levels()[patch];
                assertThat(level).isBetween(0.0, 0.2);
                double ratio = Math.sqrt(squares / 256) / level;
                // The sample deviation of 256 normal draws has a relative deviation of 0.044.
                assertThat(ratio).isBetween(0.75, 1.25);
                relative += ratio / 400;
            }
        }
        assertThat(relative).isBetween(0.99, 1.01);
    }

    @Test
    void aSubsetWithoutImagesIsNamed() {
        List<TrainingImage> onlyOne = images().subList(0, 1);
        assertThatThrownBy(() -> sampler(onlyOne, 1)).hasMessageContaining("'bright'");
    }

    private static List<Float> valuesOfTheImages() {
        return List.of(0f, 1f, 10f, 11f, 0.5f, 10.5f, 0.25f, 0.75f, 10.25f, 10.75f);
    }

    @Test
    void aVariedPatchIsThePatchWhenNothingIsVaried() {
        float[] wide = new float[22 * 22];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = i;
        }
        float[] same = Augmentation.PLAIN.vary(wide, 16, new PixelRandom(1, 1));
        assertThat(same[0]).isEqualTo(3 * 22 + 3);
        assertThat(same[255]).isEqualTo(18 * 22 + 18);
    }

    @Test
    void smoothingKeepsAPlaneAndInversionTurnsItOver() {
        float[] wide = new float[22 * 22];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = i / 1000f;
        }
        float[] smooth = new Augmentation(0, 1, 0, 0).vary(wide, 16, new PixelRandom(1, 1));
        float[] turned = new Augmentation(0, 0, 0, 1).vary(wide, 16, new PixelRandom(1, 1));
        for (int i = 0; i < 256; i++) {
            float value = ((i / 16 + 3) * 22 + i % 16 + 3) / 1000f;
            assertThat(smooth[i]).isCloseTo(value, within(1e-5f));
            assertThat(turned[i]).isCloseTo(1 - value, within(1e-6f));
        }
    }

    @Test
    void contestsAreWonByTheStrongerEdges() {
        // Flat on the left, checked on the right: a patch's deviation grows with its share of the right half.
        float[] pixels = new float[48 * 48];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = i % 48 >= 24 && (i + i / 48) % 2 == 0 ? 1 : 0;
        }
        List<TrainingImage> images = List.of(
                new TrainingImage("a", "dark", "a", 48, 48, pixels),
                new TrainingImage("b", "bright", "b", 48, 48, pixels));
        double plain = meanOfClean(sampler(images, 3, NoiseMix.standard(), Optional.empty()));
        double half = meanOfClean(sampler(images, 3, NoiseMix.standard(), Optional.of(0.5)));
        double all = meanOfClean(sampler(images, 3, NoiseMix.standard(), Optional.of(1.0)));
        assertThat(half).isGreaterThan(plain + 0.03);
        assertThat(all).isGreaterThan(half + 0.03);
    }

    private static double meanOfClean(PatchSampler sampler) {
        double sum = 0;
        for (int step = 0; step < 200; step++) {
            for (float value : sampler.batch(step).clean()) {
                sum += value;
            }
        }
        return sum / (200 * 4 * 256);
    }

    private static PatchSampler sampler(List<TrainingImage> images, long seed) {
        return sampler(images, seed, NoiseMix.standard());
    }

    private static PatchSampler sampler(List<TrainingImage> images, long seed, NoiseMix noise) {
        return sampler(images, seed, noise, Optional.empty());
    }

    private static PatchSampler sampler(
            List<TrainingImage> images, long seed, NoiseMix noise, Optional<Double> contest) {
        TrainingPhase phase = new TrainingPhase(
                List.of(new WeightedSubset("dark", 3), new WeightedSubset("bright", 1)),
                10,
                1e-3,
                10,
                0,
                Loss.SQUARED,
                Augmentation.PLAIN,
                contest,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        TrainingSettings settings = new TrainingSettings(
                Optional.of(4), 16, 4, seed, "fp32", noise, 5, 1, Optional.empty(), List.of(phase));
        return new PatchSampler(images, settings, phase);
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
