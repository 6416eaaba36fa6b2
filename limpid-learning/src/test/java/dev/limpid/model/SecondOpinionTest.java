package dev.limpid.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import org.junit.jupiter.api.Test;

/** When two networks are taken to see the same thing. */
class SecondOpinionTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);
    private static final int SIZE = 64;

    /** A ramp, with noise of its own seed, and with a wave that is no noise. */
    private static Slice plane(double noise, long seed, double wave) {
        PixelRandom random = new PixelRandom(seed, 0);
        float[] values = new float[SIZE * SIZE];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.3 + i / 20_000.0 + noise * random.gaussian() + wave * Math.sin(i % SIZE / 9.0));
        }
        return Slice.of(SIZE, SIZE, values, Unit.NORMALISED);
    }

    @Test
    void bothThatRemoveTheSameNoiseAgree() {
        assertThat(SecondOpinion.agree(plane(0.1, 1, 0), plane(0.02, 2, 0), plane(0.01, 3, 0), UNIT))
                .isTrue();
    }

    @Test
    void oneThatRemovesWhatTheOtherLeavesDoesNot() {
        Slice seen = plane(0.03, 1, 0.2);
        assertThat(SecondOpinion.agree(seen, plane(0.01, 2, 0), plane(0.01, 3, 0.2), UNIT))
                .isFalse();
    }

    @Test
    void aSpecialistThatRemovesMoreThanTheNoiseDoesNotPass() {
        // What it took away is large, but the image shows little noise; the two differ by more than half of that.
        assertThat(SecondOpinion.agree(plane(0.01, 1, 0.2), plane(0.03, 2, 0), plane(0.001, 3, 0), UNIT))
                .isFalse();
    }

    @Test
    void whereNothingIsRemovedThereIsNothingToAgreeOn() {
        Slice seen = plane(0, 1, 0);
        assertThat(SecondOpinion.agree(seen, seen, seen, UNIT)).isFalse();
    }
}
