package dev.limpid.lesion.nodule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoduleInsertionTest {
    private static final int SIZE = 128;
    private static final NoduleMix MIX = new NoduleMix(1, 6, 16, 2);

    /** A body of 40 HU with one round lung of -850 HU, noise of 20 HU throughout. */
    private static Slice chest() {
        PixelRandom random = new PixelRandom(5, 5);
        Slice.Builder slice = Slice.builder(SIZE, SIZE, Unit.HOUNSFIELD).spacing(new PixelSpacing(0.8, 0.8));
        for (int row = 0; row < SIZE; row++) {
            for (int column = 0; column < SIZE; column++) {
                double r = Math.hypot(row - 64, column - 64);
                float tissue = r < 45 ? -850 : r < 60 ? 40 : -1000;
                slice.set(row, column, (float) (tissue + 20 * random.gaussian()));
            }
        }
        return slice.build();
    }

    @Test
    void theLungIsWhatIsThinInsideTheBody() {
        Slice chest = chest();
        int inside = (int) Lung.of(chest).stream()
                .filter(index -> Math.hypot(index / SIZE - 64, index % SIZE - 64) < 45)
                .count();
        assertThat(Lung.of(chest).cardinality()).isEqualTo(inside).isCloseTo((int) (Math.PI * 45 * 45), within(30));
    }

    @Test
    void aNoduleHasTheDensityThatItSaysAndLiesInItsBox() {
        Slice chest = chest();
        int seen = 0;
        for (int draw = 0; draw < 20; draw++) {
            NoduleInsertion.Result result = new NoduleInsertion(MIX).insert(chest, new PixelRandom(1, draw));
            for (NoduleInsertion.Inserted nodule : result.nodules()) {
                Box box = nodule.box();
                int row = (int) ((box.y0() + box.y1()) / 2);
                int column = (int) ((box.x0() + box.x1()) / 2);
                if (Math.hypot(row - 64, column - 64) > 35) {
                    continue; // Near the wall, which is smooth in another way.
                }
                seen++;
                double mean = 0;
                for (int y = row - 1; y <= row + 1; y++) {
                    for (int x = column - 1; x <= column + 1; x++) {
                        mean += result.slice().at(y, x) / 9;
                    }
                }
                // Noise of the mean 20 / 3, and a texture of 8 % of the lift at most.
                assertThat(mean).isCloseTo(nodule.hu(), within(0.08 * (nodule.hu() + 850) + 30));
                assertThat(box.width() * 0.8).isBetween(0.6 * nodule.diameterMm(), 1.5 * nodule.diameterMm());
            }
        }
        assertThat(seen).isGreaterThan(10);
    }

    @Test
    void nothingFarFromNodulesChangesAndTheGrainInsideStays() {
        Slice chest = chest();
        NoduleInsertion.Result result = new NoduleInsertion(MIX).insert(chest, new PixelRandom(2, 1));
        List<Box> boxes =
                result.nodules().stream().map(NoduleInsertion.Inserted::box).toList();
        assertThat(boxes).isNotEmpty();
        for (int i = 0; i < chest.size(); i++) {
            int row = i / SIZE;
            int column = i % SIZE;
            boolean far = boxes.stream()
                    .noneMatch(box -> column > box.x0() - 16
                            && column < box.x1() + 16
                            && row > box.y0() - 16
                            && row < box.y1() + 16);
            if (far) {
                assertThat(result.slice().at(i)).isEqualTo(chest.at(i));
            }
        }
        Box box = boxes.get(0);
        int row = (int) ((box.y0() + box.y1()) / 2);
        int column = (int) ((box.x0() + box.x1()) / 2);
        // The difference of neighbours, which is noise alone, is what it was but for the slow texture.
        double before = chest.at(row, column) - chest.at(row, column + 1);
        double after = result.slice().at(row, column) - result.slice().at(row, column + 1);
        assertThat(after).isCloseTo(before, within(60.0));
    }

    @Test
    void theSameDrawGivesTheSameAndBodiesWithoutLungStayAsTheyAre() {
        Slice chest = chest();
        NoduleInsertion insertion = new NoduleInsertion(MIX);
        assertThat(insertion.insert(chest, new PixelRandom(3, 1)).slice().toArray())
                .isEqualTo(
                        insertion.insert(chest, new PixelRandom(3, 1)).slice().toArray());
        float[] flat = new float[SIZE * SIZE];
        Slice solid = chest.withPixels(flat);
        assertThat(insertion.insert(solid, new PixelRandom(3, 1)).nodules()).isEmpty();
    }

    @Test
    void withoutHounsfieldUnitsOrSpacingItIsRefused() {
        Slice plain = Slice.of(4, 4, new float[16], Unit.HOUNSFIELD);
        assertThatThrownBy(() -> new NoduleInsertion(MIX).insert(plain, new PixelRandom(1, 1)))
                .hasMessageContaining("pixel spacing");
    }
}
