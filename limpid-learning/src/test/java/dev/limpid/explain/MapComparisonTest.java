package dev.limpid.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MapComparisonTest {
    @Test
    void aMapIsLikeItself() {
        MapComparison same = MapComparison.of(map(1), map(1));
        assertThat(same.similarity()).isCloseTo(1, within(1e-12));
        assertThat(same.error()).isZero();
        assertThat(same.strong()).isEqualTo(5);
        assertThat(same.lost()).isZero();
        assertThat(same.made()).isZero();
    }

    @Test
    void aWeakerMapIsSimilarButHasLostItsFeatures() {
        MapComparison weak = MapComparison.of(map(1), map(0.4f));
        assertThat(weak.similarity()).isCloseTo(1, within(1e-6));
        assertThat(weak.error()).isCloseTo(0.36, within(1e-6));
        assertThat(weak.lost()).isEqualTo(1);
        assertThat(weak.made()).isZero();
    }

    @Test
    void featuresElsewhereAreLostHereAndMadeThere() {
        float[] moved = new float[100];
        for (int i = 0; i < 4; i++) {
            moved[10 + i] = -10; // A negative feature is as strong as a positive one.
        }
        moved[99] = 10;
        MapComparison other = MapComparison.of(map(1), Slice.of(10, 10, moved, Unit.ARBITRARY));
        assertThat(other.lost()).isEqualTo(0.8);
        assertThat(other.made()).isEqualTo(0.8);
    }

    @Test
    void aRegionCountsAloneButStrengthIsThatOfTheWholeImage() {
        BitSet region = new BitSet();
        region.set(0, 97);
        MapComparison part = MapComparison.within(map(1), map(0.4f), region);
        assertThat(part.strong()).isEqualTo(2);
        BitSet quiet = new BitSet();
        quiet.set(0, 50);
        MapComparison none = MapComparison.within(map(1), map(1), quiet);
        assertThat(none.strong()).isZero();
        assertThat(none.similarity()).isZero();
        assertThat(none.error()).isZero();
    }

    @Test
    void emptyMapsHaveNoFeatures() {
        Slice empty = Slice.of(10, 10, new float[100], Unit.ARBITRARY);
        MapComparison none = MapComparison.of(empty, map(1));
        assertThat(none.strong()).isZero();
        assertThat(none.error()).isInfinite();
        assertThatThrownBy(() -> MapComparison.of(empty, Slice.of(5, 20, new float[100], Unit.ARBITRARY)))
                .hasMessageContaining("two sizes");
    }

    /** Five strong pixels at the end of nothing. */
    private static Slice map(float factor) {
        float[] values = new float[100];
        for (int i = 95; i < 100; i++) {
            values[i] = 10 * factor;
        }
        return Slice.of(10, 10, values, Unit.ARBITRARY);
    }
}
