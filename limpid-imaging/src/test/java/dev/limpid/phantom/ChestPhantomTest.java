package dev.limpid.phantom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChestPhantomTest {
    private static final ChestPhantom CHEST = ChestPhantom.of(1);

    @Nested
    class Pixels {
        @Test
        void sameSeedGivesTheSamePixelsAndNodules() {
            ChestPhantom again = ChestPhantom.of(1);
            for (int i = 0; i < ChestPhantom.SLICES; i++) {
                assertThat(again.series().slices().get(i).toArray())
                        .isEqualTo(CHEST.series().slices().get(i).toArray());
            }
            assertThat(again.nodules()).isEqualTo(CHEST.nodules());
        }

        @Test
        void anotherSeedGivesAnotherPatient() {
            ChestPhantom other = ChestPhantom.of(2, 2);
            assertThat(other.series().slices().get(0).toArray())
                    .isNotEqualTo(CHEST.series().slices().get(0).toArray());
            assertThat(other.nodules()).isNotEqualTo(CHEST.nodules());
        }

        @Test
        void areWholeHounsfieldUnitsThatAScannerCanStore() {
            for (Slice slice : CHEST.series().slices()) {
                assertThat(slice.unit()).isEqualTo(Unit.HOUNSFIELD);
                for (float hu : slice.toArray()) {
                    assertThat(hu).isBetween(-1024f, 3071f);
                    assertThat(hu).isEqualTo(Math.round(hu));
                }
            }
        }

        @Test
        void holdEveryTissueInItsRange() {
            for (Slice slice : CHEST.series().slices().subList(0, 6)) {
                assertThat(share(slice, -1001, -985)).as("air around").isBetween(0.35, 0.75);
                assertThat(share(slice, -920, -800)).as("lung").isBetween(0.06, 0.3);
                assertThat(share(slice, -125, -70)).as("fat").isBetween(0.02, 0.25);
                assertThat(share(slice, 30, 80)).as("muscle").isBetween(0.04, 0.3);
                assertThat(share(slice, 125, 160)).as("blood").isBetween(0.001, 0.12);
                assertThat(share(slice, 500, 1200)).as("cortical bone").isBetween(0.003, 0.05);
            }
        }

        @Test
        void goOnFromSliceToSlice() {
            Chest chest = new Chest(new Random(3));
            Grid grid = new Grid(160, 160, 2.2, 0, 0, 15);
            Couch couch = new Couch(130);
            float[] here = chest.slice(grid, -30, 2.5, List.of(), couch);
            double near = meanDifference(here, chest.slice(grid, -32.5, 2.5, List.of(), couch));
            double further = meanDifference(here, chest.slice(grid, -40, 2.5, List.of(), couch));
            double far = meanDifference(here, chest.slice(grid, -80, 2.5, List.of(), couch));
            assertThat(near).isPositive().isLessThan(0.6 * further);
            assertThat(further).isLessThan(0.6 * far);
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 0, 1, 71})
        void refuseOtherNumbersOfSlices(int slices) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChestPhantom.of(1, slices))
                    .withMessageContaining("2 to 70");
        }
    }

    @Nested
    class Nodules {
        @Test
        void areOfEveryKindAndOfThreeToTwelveMillimetresInTheLungs() {
            assertThat(CHEST.nodules()).extracting(Nodule::kind).contains(Nodule.Kind.values());
            assertThat(CHEST.nodules())
                    .filteredOn(n -> n.kind() == Nodule.Kind.SOLID)
                    .extracting(Nodule::diameterMm)
                    .contains(3.0, 12.0);
        }

        @Test
        void fillTheirMaskWithTheirHuExceptAtTheEdge() {
            for (Nodule nodule : CHEST.nodules()) {
                Slice slice = CHEST.series().slices().get(nodule.slice());
                BitSet mask = nodule.mask();
                double inside = mean(slice, mask);
                double full = nodule.contrastHu();
                double filled = (inside - nodule.backgroundHu()) / full;
                // A ball's mask keeps what a blurred edge and a thick slice leave of it: more, the larger it is.
                assertThat(filled).as(nodule.toString()).isBetween(nodule.diameterMm() < 6 ? 0.5 : 0.75, 1.02);
                int centre = (int) Math.round(nodule.row()) * slice.columns() + (int) Math.round(nodule.column());
                assertThat(mask.get(centre)).isTrue();
                if (nodule.diameterMm() >= 5) {
                    assertThat(slice.at(centre)).isCloseTo(nodule.hu(), within(1f));
                }
            }
        }

        @Test
        void haveTheAreaOfTheirDiameter() {
            for (Nodule nodule : CHEST.nodules()) {
                double area = StrictMath.PI * nodule.diameterMm() * nodule.diameterMm() / 4 / (0.7 * 0.7);
                assertThat((double) nodule.mask().cardinality()).isCloseTo(area, within(2 + 2 * Math.sqrt(area)));
            }
        }

        @Test
        void standOutTheWayTheirKindDoes() {
            for (Nodule nodule : CHEST.nodules()) {
                switch (nodule.kind()) {
                    case SOLID -> assertThat(nodule.contrastHu()).isBetween(780f, 980f);
                    case GROUND_GLASS -> assertThat(nodule.contrastHu()).isBetween(150f, 420f);
                    case LIVER -> assertThat(nodule.contrastHu()).isBetween(-50f, -10f);
                }
            }
        }

        @Test
        void cannotBeChangedThroughTheirMask() {
            Nodule nodule = CHEST.nodules().get(0);
            nodule.mask().clear();
            assertThat(nodule.mask().isEmpty()).isFalse();
        }
    }

    private static double share(Slice slice, float low, float high) {
        int count = 0;
        for (float hu : slice.toArray()) {
            if (hu >= low && hu <= high) {
                count++;
            }
        }
        return count / (double) slice.size();
    }

    private static double mean(Slice slice, BitSet mask) {
        return mask.stream().mapToDouble(slice::at).average().orElseThrow();
    }

    private static double meanDifference(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += Math.abs(a[i] - b[i]);
        }
        return sum / a.length;
    }
}
