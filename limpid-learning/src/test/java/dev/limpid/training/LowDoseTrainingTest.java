package dev.limpid.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Training pairs of simulated low dose. */
class LowDoseTrainingTest {
    private static final int SIZE = 96;
    private static final DegradationMix LOW_DOSE = new DegradationMix(1, List.of("low-dose"), 1, 1, 0, 1);

    /** Even tissue with white noise of 10 HU, pixels twice as high as wide. */
    private static TrainingImage scan(float hounsfield) {
        Slice.Builder slice = Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD).spacing(new PixelSpacing(2, 1));
        PixelRandom random = new PixelRandom(1, 1);
        for (int i = 0; i < SIZE * SIZE; i++) {
            slice.set(i, (float) (hounsfield + 10 * random.gaussian()));
        }
        return TrainingImage.of("p", "s", "n", slice.build(), new IntensityRange(-1000, 1000));
    }

    private static double deviation(float[] values, float[] from) {
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            squares += Math.pow(values[i] - from[i], 2);
        }
        return 2000 * Math.sqrt(squares / values.length);
    }

    @Test
    void aQuarterOfTheDoseAddsNoiseOfRootThreeTimesTheImagesOwn() {
        TrainingImage clean = scan(40);
        double added = deviation(LOW_DOSE.degrade(clean, new PixelRandom(3, 0)), clean.pixels());
        assertThat(added).isCloseTo(10 * Math.sqrt(3), within(2.5));
    }

    @Test
    void anotherDoseAddsTheRootOfOneOverItLessOne() {
        TrainingImage clean = scan(40);
        DegradationMix sixteenth = LOW_DOSE.with(1.0 / 16);
        double added = deviation(sixteenth.degrade(clean, new PixelRandom(3, 0)), clean.pixels());
        assertThat(added).isCloseTo(10 * Math.sqrt(15), within(6.0));
        assertThat(sixteenth.forCard().get(0).parameters()).containsEntry("dose", "0.0625");
        assertThat(LOW_DOSE.forCard().get(0).parameters()).doesNotContainKey("dose");
        DegradationMix other = new DegradationMix(1, List.of("gaussian"), 1, 1, 0, 1);
        assertThatThrownBy(() -> other.with(0.5)).hasMessageContaining("is of low-dose");
    }

    @Test
    void theDistanceBetweenPixelsTurnsWithTheImage() {
        assertThat(scan(40).oriented(4).slice().spacing()).contains(new PixelSpacing(1, 2));
        assertThat(scan(40).oriented(3).slice().spacing()).contains(new PixelSpacing(2, 1));
    }

    @Test
    void imagesWithoutSoftTissueAreReplacedByOthers() {
        AtomicInteger picks = new AtomicInteger();
        TrainingSettings settings = settings(LOW_DOSE);
        DegradedImages images = new DegradedImages(
                settings, LOW_DOSE, random -> picks.getAndIncrement() % 3 == 2 ? scan(40) : scan(-800));
        DegradedImages.Patch patch = images.cut(0, 0, new PixelRandom(1, 1));
        assertThat(picks).hasValue(3);
        assertThat(patch.clean()[5]).isGreaterThan(0.4f);
        assertThat(deviation(patch.degraded(), patch.clean())).isGreaterThan(5);
        DegradedImages none = new DegradedImages(settings, LOW_DOSE, random -> scan(-800));
        assertThatThrownBy(() -> none.cut(0, 0, new PixelRandom(1, 1))).hasMessageContaining("soft tissue");
    }

    @Test
    void theImageAndItsDegradedOneAreSoftenedAlike() {
        DegradationMix soft =
                new DegradationMix(1, List.of("gaussian"), 0, 0, 0, 1, Optional.empty(), Optional.of(2.0));
        DegradedImages images = new DegradedImages(settings(soft), soft, random -> scan(40));
        double least = 10;
        for (int step = 0; step < 8; step++) {
            DegradedImages.Patch patch = images.cut(step, 0, new PixelRandom(1, step));
            assertThat(deviation(patch.degraded(), patch.clean())).isLessThan(1e-3);
            float[] mean = new float[patch.clean().length];
            java.util.Arrays.fill(mean, 0.52f);
            least = Math.min(least, deviation(patch.clean(), mean));
        }
        assertThat(least).isLessThan(4);
    }

    @Test
    void aBlurOutOfBoundsIsRefused() {
        assertThatThrownBy(() ->
                        new DegradationMix(1, List.of("low-dose"), 1, 1, 0, 1, Optional.empty(), Optional.of(-1.0)))
                .hasMessageContaining("0..4 pixels");
    }

    private static TrainingSettings settings(DegradationMix mix) {
        NoiseMix noise = new NoiseMix(0.2, 0.1, 0.1, 100, 1000, 1, 0);
        return Runs.settings(Runs.phase(1).degrading(mix), noise, Optional.empty());
    }
}
