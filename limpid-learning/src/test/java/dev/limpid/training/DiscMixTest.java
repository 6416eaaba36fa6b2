package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Discs that are put into the images of a training. */
class DiscMixTest {
    private static final int SIZE = 64;
    private static final int FAR = 12;

    @Test
    void aDiscLiftsItsAreaByItsContrast() {
        TrainingImage even = image(0.5f, SIZE);
        double area = 0; // Of the disc that lies within the image; some are cut by its border.
        for (int seed = 0; seed < 20; seed++) {
            TrainingImage with = discs(SIZE * SIZE, false).insert(even, new PixelRandom(seed, 5));
            assertThat(most(with.pixels())).isCloseTo(0.6f, within(0.001f));
            double lift = 0;
            for (float value : with.pixels()) {
                lift += value - 0.5;
            }
            area = Math.max(area, lift / 0.1);
        }
        assertThat(area).isCloseTo(Math.PI * 25, within(0.05 * Math.PI * 25));
        assertThat(even.pixels()).containsOnly(0.5f);
    }

    @Test
    void airGetsNone() {
        TrainingImage half = image(0.5f, SIZE / 2);
        for (int seed = 0; seed < 20; seed++) {
            float[] pixels =
                    discs(200, false).insert(half, new PixelRandom(seed, 0)).pixels();
            assertThat(Arrays.copyOfRange(pixels, (SIZE / 2 + FAR) * SIZE, pixels.length))
                    .containsOnly(0);
        }
        TrainingImage air = image(0.5f, 0);
        assertThat(discs(200, false).insert(air, new PixelRandom(1, 0)).pixels())
                .containsOnly(0);
    }

    @Test
    void discsToEraseAreOnlyInTheDegradedImage() {
        DegradedImages.Patch patch = cut(discs(SIZE * SIZE, true));
        assertThat(patch.clean()).containsOnly(0.5f);
        assertThat(most(patch.degraded())).isCloseTo(0.6f, within(0.001f));
    }

    @Test
    void discsToKeepAreInBoth() {
        DegradedImages.Patch patch = cut(discs(SIZE * SIZE, false));
        assertThat(most(patch.clean())).isCloseTo(0.6f, within(0.001f));
        assertThat(patch.degraded()).containsExactly(patch.clean(), within(1e-6f));
    }

    @Test
    void discsOutOfBoundsAreRefused() {
        assertThatThrownBy(() -> new DiscMix(10, 8, 14, 0.1, 0.2, false)).hasMessageContaining("every 100 pixels");
        assertThatThrownBy(() -> new DiscMix(6000, 14, 8, 0.1, 0.2, false)).hasMessageContaining("low <= high");
        assertThatThrownBy(() -> new DiscMix(6000, 8, 14, 0.1, 2, false)).hasMessageContaining("contrasts of discs");
    }

    private static DiscMix discs(int every, boolean erased) {
        return new DiscMix(every, 10, 10, 0.1, 0.1, erased);
    }

    /** Tissue of one value in the upper rows, and air. */
    private static TrainingImage image(float value, int rows) {
        float[] pixels = new float[SIZE * SIZE];
        Arrays.fill(pixels, 0, rows * SIZE, value);
        return new TrainingImage("p", "rings", "n", SIZE, SIZE, pixels);
    }

    /** A patch as large as the image, whose noise has no strength. */
    private static DegradedImages.Patch cut(DiscMix discs) {
        DegradationMix mix = new DegradationMix(1, List.of("gaussian"), 0, 0, 0, 1).with(discs);
        TrainingSettings settings = new TrainingSettings(
                Optional.of(4),
                SIZE,
                1,
                3,
                "fp32",
                NoiseMix.none(),
                1000,
                1,
                Optional.empty(),
                List.of(Runs.phase(1).degrading(mix)));
        // A flat patch is seldom taken; this one has its disc, or is drawn until it is.
        return new DegradedImages(settings, mix, random -> image(0.5f, SIZE)).cut(0, 0, new PixelRandom(1, 1));
    }

    private static float most(float[] values) {
        float most = 0;
        for (float value : values) {
            most = Math.max(most, value);
        }
        return most;
    }
}
