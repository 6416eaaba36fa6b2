package dev.limpid.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class MapComparisonTest {
    private static final BitSet ALL = bits(0, 100);

    @Test
    void aMapIsLikeItself() {
        MapComparison same = MapComparison.of(map(1), map(1), ALL);
        assertThat(same.similarity().orElseThrow()).isCloseTo(1, within(1e-12));
        assertThat(same.error()).isZero();
        assertThat(same.pixels()).isEqualTo(100);
        assertThat(same.strong()).isEqualTo(5);
        assertThat(same.lost()).isZero();
        assertThat(same.made()).isZero();
    }

    @Test
    void aWeakerMapIsSimilarButHasLostItsFeatures() {
        MapComparison weak = MapComparison.of(map(1), map(0.4f), ALL);
        assertThat(weak.similarity().orElseThrow()).isCloseTo(1, within(1e-6));
        assertThat(weak.error()).isCloseTo(0.36, within(1e-6)).isEqualTo(FeatureMaps.error(map(1), map(0.4f)));
        assertThat(weak.lost()).isEqualTo(5);
        assertThat(weak.made()).isZero();
    }

    @Test
    void featuresElsewhereAreLostHereAndMadeThere() {
        float[] moved = new float[100];
        for (int i = 0; i < 4; i++) {
            moved[10 + i] = -10; // A negative feature is as strong as a positive one.
        }
        moved[99] = 10;
        MapComparison other = MapComparison.of(map(1), Slice.of(10, 10, moved, Unit.ARBITRARY), ALL);
        assertThat(other.lost()).isEqualTo(4);
        assertThat(other.made()).isEqualTo(4);
    }

    @Test
    void aRegionCountsAloneButStrengthIsThatOfTheWholeImage() {
        MapComparison part = MapComparison.within(map(1), map(0.4f), ALL, bits(0, 97));
        assertThat(part.strong()).isEqualTo(2);
        assertThat(part.pixels()).isEqualTo(97);
    }

    @Test
    void whatIsMadeWhereNothingWasIsCounted() {
        float[] invented = map(1).toArray();
        invented[3] = 12;
        MapComparison quiet =
                MapComparison.within(map(1), Slice.of(10, 10, invented, Unit.ARBITRARY), ALL, bits(0, 50));
        assertThat(quiet.strong()).isZero();
        assertThat(quiet.made()).isEqualTo(1);
        assertThat(quiet.similarity()).isEmpty();
        assertThat(quiet.error()).isInfinite();
    }

    @Test
    void pixelsThatDoNotCountChangeNothing() {
        float[] values = map(1).toArray();
        float[] others = map(0.4f).toArray();
        for (int i = 0; i < 20; i++) {
            values[i] = 500 + i;
            others[i] = -70;
        }
        BitSet counted = bits(20, 100);
        MapComparison with = MapComparison.of(
                Slice.of(10, 10, values, Unit.ARBITRARY), Slice.of(10, 10, others, Unit.ARBITRARY), counted);
        assertThat(with).isEqualTo(MapComparison.of(map(1), map(0.4f), counted));
        assertThat(with.pixels()).isEqualTo(80);
    }

    @Test
    void aMapThatIsAlmostEmptyHasTheFewFeaturesItHas() {
        float[] one = new float[100];
        one[42] = 3;
        Slice single = Slice.of(10, 10, one, Unit.ARBITRARY);
        assertThat(MapComparison.of(single, single, ALL).strong()).isEqualTo(1);
        Slice empty = Slice.of(10, 10, new float[100], Unit.ARBITRARY);
        assertThat(MapComparison.of(empty, single, ALL).strong()).isZero();
        assertThat(MapComparison.of(empty, single, ALL).made()).isEqualTo(1);
        assertThat(MapComparison.of(single, single, new BitSet()).pixels()).isZero();
        assertThatThrownBy(() -> MapComparison.of(empty, Slice.of(5, 20, new float[100], Unit.ARBITRARY), ALL))
                .hasMessageContaining("two sizes");
    }

    private static BitSet bits(int from, int to) {
        BitSet bits = new BitSet();
        bits.set(from, to);
        return bits;
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
