package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.invariance.ChangeMap;
import dev.limpid.invariance.NoiseSource;
import dev.limpid.invariance.PatchAnalysis;
import dev.limpid.invariance.PureNoise;
import dev.limpid.invariance.Sample;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class InvarianceTilesTest {
    private static final int SIZE = 100;
    private static final Slice FLAT = Slice.of(SIZE, SIZE, new float[SIZE * SIZE], Unit.HOUNSFIELD);
    private static final DisplayWindow WINDOW = DisplayWindow.single(Modality.CT, FLAT);

    private static PatchAnalysis analysis(OptionalDouble structure, Sample... samples) {
        PureNoise noise = new PureNoise(new NoiseSource.Unknown("a reason"), 1, 1, 2, 3, structure, structure);
        float[] missed = new float[SIZE * SIZE];
        java.util.Arrays.fill(missed, 4);
        return new PatchAnalysis(
                FLAT, FLAT, Optional.empty(), FLAT.withPixels(missed), List.of(samples), 20, noise, FLAT, List.of());
    }

    private static Sample sample(double asDrawn, double consistency) {
        return new Sample(
                7,
                FLAT,
                FLAT,
                asDrawn,
                consistency,
                5,
                6,
                OptionalDouble.empty(),
                true,
                consistency <= 1,
                asDrawn <= 1);
    }

    private static InvariancePanel panel(PatchAnalysis found) {
        return new InvariancePanel("scan", "a filter", FLAT, 0, 0, found, Optional.empty(), "made with this");
    }

    @Test
    void theScaleOfAMapIsThatOfWhatIsKnownHoweverLittle() {
        float[] change = new float[SIZE * SIZE];
        BitSet known = new BitSet();
        for (int i = 0; i < 30; i++) {
            change[i] = 80;
            known.set(i);
        }
        ChangeMap map = new ChangeMap(FLAT.withPixels(change), known, 1, 0, 0, 1, 3, 16, 20, 0.01, 5);
        Tile tile = InvarianceTiles.map(FLAT, 0, 0, 32, map, WINDOW).get(1);
        assertThat(tile.bar().labels()).last().isEqualTo("\u2265 80 HU");
        assertThat(InvarianceTiles.end(new float[0])).isEqualTo(1);
    }

    @Test
    void aSpreadThatIsNotKnownHasNoScaleAndNoBlack() {
        List<Tile> tiles = InvarianceTiles.row(analysis(OptionalDouble.empty(), sample(9, 0.5)), WINDOW);
        Tile spread = tiles.get(tiles.size() - 1);
        assertThat(spread.title()).isEqualTo("Spread of samples");
        assertThat(spread.bar()).isEqualTo(Tile.Bar.NONE);
        assertThat(spread.picture().at(0, 0)).isNotZero();
    }

    @Test
    void whatWasRefinedIsCalledSoWhereverItCounts() {
        InvariancePanel panel = panel(analysis(OptionalDouble.of(0.01), sample(9, 0.5), sample(8, 0.7)));
        assertThat(panel.counted()).isEqualTo("2 of 2 refined (as drawn 0)");
        assertThat(panel.lines())
                .anyMatch(line -> line.contains("as drawn 8.50 HU, after up to 20 steps of refinement 0.600 HU"))
                .anyMatch(line -> line.startsWith("0 refined ones of them change anatomy"))
                .contains("made with this");
        assertThat(panel.warnings()).anyMatch(line -> line.startsWith("As drawn no sample would count"));
        assertThat(InvarianceTiles.title(sample(9, 0.5))).isEqualTo("Sample 7, refined");
    }

    @Test
    void whatTheModelMissesBeyondTheNoiseIsWarnedOf() {
        PatchAnalysis found = analysis(OptionalDouble.empty(), sample(9, 0.5));
        assertThat(found.reconstructionError()).isEqualTo(4);
        assertThat(panel(found).warnings())
                .anyMatch(line -> line.startsWith("The model misses more of this patch than noise"))
                .anyMatch(line -> line.contains("The noise is not known: a reason"));
    }
}
