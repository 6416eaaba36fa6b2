package dev.limpid.lesion.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.Box;
import dev.limpid.lesion.FittedPlane;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentationTest {
    private static final int ROWS = 60;
    private static final int COLUMNS = 90;
    private static final Box LESION = new Box(20, 10, 50, 40);

    /** 1 in the lesion, 0 elsewhere; what is seen is twice that. */
    private static LesionExample example() {
        float[] clean = new float[ROWS * COLUMNS];
        float[] seen = new float[ROWS * COLUMNS];
        for (int i = 0; i < clean.length; i++) {
            int row = i / COLUMNS;
            int column = i % COLUMNS;
            clean[i] = row >= 10 && row < 40 && column >= 20 && column < 50 ? 1 : 0;
            seen[i] = 2 * clean[i];
        }
        return new LesionExample(
                new FittedPlane(ROWS, COLUMNS, clean), new FittedPlane(ROWS, COLUMNS, seen), List.of(LESION));
    }

    private static double sum(FittedPlane plane) {
        return IntStream.range(0, plane.pixels().length)
                .mapToDouble(i -> plane.pixels()[i])
                .sum();
    }

    @Test
    void aLesionStaysWholeAndInItsBox() {
        Augmentation augmentation = new Augmentation(512, false);
        for (int seed = 0; seed < 100; seed++) {
            LesionExample view = augmentation.of(example(), new PixelRandom(1, seed));
            FittedPlane clean = view.clean();
            Box box = view.boxes().get(0);
            assertThat(view.boxes()).hasSize(1);
            assertThat(box.within(clean.rows(), clean.columns())).isTrue();
            assertThat(sum(clean)).as("its area is the box's").isCloseTo(box.area(), within(0.06 * box.area()));
            double inside = 0;
            for (int i = 0; i < clean.pixels().length; i++) {
                double y = i / clean.columns() + 0.5;
                double x = i % clean.columns() + 0.5;
                if (x > box.x0() - 1 && x < box.x1() + 1 && y > box.y0() - 1 && y < box.y1() + 1) {
                    inside += clean.pixels()[i];
                }
            }
            assertThat(inside).as("nothing of it lies outside").isCloseTo(sum(clean), within(1e-3));
            assertThat(sum(view.seen())).isCloseTo(2 * sum(clean), within(1e-2));
        }
    }

    @Test
    void viewsDifferAndAreAFunctionOfTheDraw() {
        Augmentation augmentation = new Augmentation(512, false);
        assertThat(augmentation.of(example(), new PixelRandom(1, 5)).boxes())
                .isEqualTo(augmentation.of(example(), new PixelRandom(1, 5)).boxes());
        assertThat(IntStream.range(0, 50)
                        .mapToObj(seed -> augmentation.of(example(), new PixelRandom(1, seed)))
                        .map(LesionExample::boxes)
                        .distinct()
                        .count())
                .isGreaterThan(45);
    }

    @Test
    void noViewIsLargerThanTheDetectorSeesAndNoneIsStretched() {
        for (int seed = 0; seed < 50; seed++) {
            LesionExample view = new Augmentation(70, false).of(example(), new PixelRandom(2, seed));
            FittedPlane plane = view.clean();
            Box box = view.boxes().get(0);
            assertThat(box.width() / box.height()).as("the lesion is a square").isCloseTo(1, within(0.03));
            assertThat(Math.max(plane.rows(), plane.columns())).isLessThanOrEqualTo(70);
        }
    }

    @Test
    void valuesInAUnitStayAndOthersGetAnotherContrast() {
        float[] even = new float[ROWS * COLUMNS];
        java.util.Arrays.fill(even, 0.5f);
        FittedPlane plane = new FittedPlane(ROWS, COLUMNS, even);
        LesionExample example = new LesionExample(plane, plane, List.of());
        for (int seed = 0; seed < 50; seed++) {
            float[] units = new Augmentation(512, false)
                    .of(example, new PixelRandom(3, seed))
                    .seen()
                    .pixels();
            assertThat(units).containsOnly(0.5f);
            float grey = new Augmentation(512, true)
                    .of(example, new PixelRandom(3, seed))
                    .seen()
                    .pixels()[0];
            assertThat(grey)
                    .isBetween(0.5f * 0.85f - 0.05f, 0.5f * 1.15f + 0.05f)
                    .isNotEqualTo(0.5f);
        }
    }
}
