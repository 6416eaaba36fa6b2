package dev.limpid.physics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.phantom.ChestPhantom;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

/** How noisy a slice is, by the slice alone. */
class NoiseLevelTest {
    private static Slice noisy(Slice clean, double deviation) {
        float[] pixels = clean.toArray();
        PixelRandom random = new PixelRandom(21, 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (float) (deviation * random.gaussian());
        }
        return clean.withPixels(pixels);
    }

    @Test
    void isThatOfTheNoiseWithAnatomyRoundIt() {
        Slice chest = ChestPhantom.of(1).series().slices().get(4);
        for (double deviation : new double[] {10, 25, 60}) {
            assertThat(NoiseLevel.of(noisy(chest, deviation)).orElseThrow())
                    .as("%s HU", deviation)
                    .isCloseTo(deviation, within(0.07 * deviation));
        }
    }

    @Test
    void aSlopeIsNoNoise() {
        Slice.Builder builder = Slice.builder(100, 100, Unit.HOUNSFIELD).spacing(new PixelSpacing(1, 1.2));
        for (int i = 0; i < 10_000; i++) {
            builder.set(i, 20 + 0.5f * (i / 100) - 0.2f * (i % 100));
        }
        assertThat(NoiseLevel.of(noisy(builder.build(), 5)).orElseThrow()).isCloseTo(5, within(0.2));
    }

    @Test
    void aSliceWithoutSoftTissueHasNone() {
        Slice lung = Slice.builder(100, 100, Unit.HOUNSFIELD)
                .spacing(new PixelSpacing(1, 1))
                .rows(0, 100, filled(10_000, -800))
                .build();
        assertThat(NoiseLevel.of(lung)).isEmpty();
    }

    @Test
    void partsThatWereFilledWithOneValueDoNotCount() {
        Slice.Builder builder = Slice.builder(120, 120, Unit.HOUNSFIELD).spacing(new PixelSpacing(1, 1));
        Slice noisy = noisy(builder.build(), 8);
        float[] masked = noisy.toArray();
        java.util.Arrays.fill(masked, 0, 120 * 70, 0);
        assertThat(NoiseLevel.of(noisy.withPixels(masked)).orElseThrow()).isCloseTo(8, within(0.8));
        assertThat(NoiseLevel.of(noisy.withPixels(new float[120 * 120]))).isEmpty();
    }

    @Test
    void windowsTouchNoPadding() {
        BitSet mask = new BitSet();
        for (int i = 0; i < 10_000; i++) {
            mask.set(i, i % 100 < 50);
        }
        Slice half = Slice.builder(100, 100, Unit.HOUNSFIELD)
                .spacing(new PixelSpacing(1, 1))
                .padding(mask)
                .rows(0, 100, filled(10_000, 40))
                .build();
        assertThat(NoiseLevel.windows(half)).isNotEmpty().allMatch(window -> window.column() >= 50);
    }

    @Test
    void onlyHounsfieldUnitsWithASpacingTell() {
        assertThatThrownBy(() -> NoiseLevel.of(Slice.of(50, 50, new float[2500], Unit.ARBITRARY)))
                .hasMessageContaining("Hounsfield");
        assertThatThrownBy(() -> NoiseLevel.of(Slice.of(50, 50, new float[2500], Unit.HOUNSFIELD)))
                .hasMessageContaining("distance between pixels");
    }

    @Test
    void theHalfSampleModeIsWhereValuesCrowd() {
        assertThat(NoiseLevel.halfSampleMode(new double[] {1, 2, 2.1, 2.2, 5, 8, 20}))
                .isCloseTo(2.1, within(0.11));
    }

    private static float[] filled(int size, float value) {
        float[] pixels = new float[size];
        java.util.Arrays.fill(pixels, value);
        return pixels;
    }
}
