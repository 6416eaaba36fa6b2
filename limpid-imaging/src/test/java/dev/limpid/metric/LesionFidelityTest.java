package dev.limpid.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class LesionFidelityTest {
    private static final int EDGE = 40;

    @Test
    void anImageKeepsItsOwnLesions() {
        LesionFidelity same = LesionFidelity.of(disc(100, 20), disc(100, 20), lesion());
        assertThat(same.meanError()).isZero();
        assertThat(same.contrastError()).isZero();
        assertThat(same.referenceContrast()).isCloseTo(80, within(1e-9));
    }

    @Test
    void aShiftIsAnErrorOfTheMeanAndNotOfTheContrast() {
        LesionFidelity shifted = LesionFidelity.of(disc(100, 20), disc(107, 27), lesion());
        assertThat(shifted.meanError()).isCloseTo(7, within(1e-5));
        assertThat(shifted.contrastError()).isCloseTo(0, within(1e-5));
    }

    @Test
    void aFlattenedLesionHasLessContrast() {
        LesionFidelity flat = LesionFidelity.of(disc(100, 20), disc(60, 20), lesion());
        assertThat(flat.meanError()).isCloseTo(-40, within(1e-5));
        assertThat(flat.contrastError()).isCloseTo(-40, within(1e-5));
    }

    @Test
    void onlySurroundingsWithinReachAndOutsidePaddingCount() {
        Slice clean = disc(100, 20);
        Slice.Builder far = clean.like();
        BitSet padding = new BitSet();
        for (int i = 0; i < clean.size(); i++) {
            int away = Math.max(Math.abs(i / EDGE - 20), Math.abs(i % EDGE - 20)) - 4;
            // Beyond reach, in the gap, and in padding values may be anything.
            boolean ignored = away > 10 || away == 1 || i % EDGE == 30;
            far.set(i, ignored && away > 0 ? 5000 : clean.at(i));
            padding.set(i, i % EDGE == 30);
        }
        Slice reference =
                clean.like().padding(padding).rows(0, EDGE, clean.toArray()).build();
        LesionFidelity same = LesionFidelity.of(reference, far.build(), lesion());
        assertThat(same.contrast()).isCloseTo(80, within(1e-5));
    }

    @Test
    void aLesionWithoutPixelsIsNotMeasured() {
        assertThatThrownBy(() -> LesionFidelity.of(disc(1, 0), disc(1, 0), new BitSet()))
                .isInstanceOf(NotApplicableException.class);
    }

    private static BitSet lesion() {
        BitSet lesion = new BitSet();
        for (int row = 16; row <= 24; row++) {
            lesion.set(row * EDGE + 16, row * EDGE + 25);
        }
        return lesion;
    }

    private static Slice disc(float inside, float outside) {
        float[] values = new float[EDGE * EDGE];
        for (int i = 0; i < values.length; i++) {
            values[i] = lesion().get(i) ? inside : outside;
        }
        return Slice.of(EDGE, EDGE, values, Unit.ARBITRARY);
    }
}
