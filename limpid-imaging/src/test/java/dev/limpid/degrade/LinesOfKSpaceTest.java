package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesOfKSpaceTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    private static double energy(Slice slice) {
        double sum = 0;
        for (int i = 0; i < slice.size(); i++) {
            sum += (double) slice.at(i) * slice.at(i);
        }
        return sum;
    }

    private static int frequency(int bin, int rows) {
        return 2 * bin < rows ? bin : bin - rows;
    }

    private static void assertEqual(PlainTransform expected, Slice image) {
        for (int i = 0; i < image.size(); i++) {
            assertThat((double) image.at(i))
                    .isCloseTo(expected.magnitude(i / image.columns(), i % image.columns()), within(1e-6));
        }
    }

    @Nested
    class Motion {
        @ParameterizedTest
        @CsvSource({"12, 9", "13, 10", "16, 16", "1, 5"})
        void isTheInverseTransformOfLinesOfTwoDimensionalKSpaceWithOtherPhases(int rows, int columns) {
            Slice clean = TestPlanes.unit(rows, columns);
            LineMotion motion = new LineMotion(UNIT, 0.6, 0.1, 0.1);
            PlainTransform kSpace = PlainTransform.of(clean);
            double[] factors = motion.factors(rows, 4);
            for (int bin = 0; bin < rows; bin++) {
                kSpace.multiplyLine(bin, factors[2 * bin], factors[2 * bin + 1]);
            }
            assertEqual(kSpace.inverse(), motion.apply(clean, 4));
        }

        @ParameterizedTest
        @CsvSource({"32, 32", "33, 17"})
        void keepsTheEnergy(int rows, int columns) {
            Slice clean = TestPlanes.unit(rows, columns);
            Slice moved = new LineMotion(UNIT, 1, 0.2, 0).apply(clean, 1);
            assertThat(energy(moved) / energy(clean)).isCloseTo(1, within(1e-6));
            assertThat(KindLawsTest.rootMeanSquare(clean, moved)).isGreaterThan(0.05);
        }

        /** A line that moved at a lower severity moves in the same way at a higher one: the error in k-space never falls. */
        @ParameterizedTest
        @ValueSource(longs = {1, 2, 3, 4, 5})
        void moreSevereMeansMoreLinesAndTheSameDisplacements(long seed) {
            MotionKind kind = new MotionKind();
            int rows = 256;
            double[] before = new double[2 * rows];
            int moved = 0;
            for (double severity : new double[] {0.25, 0.5, 1, 2, 4}) {
                Draw draw = kind.draw(Map.of(), severity, seed);
                double[] factors = ((LineMotion) kind.make(draw, UNIT)).factors(rows, draw.seed());
                int now = 0;
                for (int bin = 0; bin < rows; bin++) {
                    boolean moves = factors[2 * bin] != 1;
                    now += moves ? 1 : 0;
                    if (severity > 0.25 && before[2 * bin] != 1) {
                        assertThat(factors[2 * bin]).isEqualTo(before[2 * bin]);
                        assertThat(factors[2 * bin + 1]).isEqualTo(before[2 * bin + 1]);
                    }
                }
                assertThat(now).isGreaterThan(moved);
                moved = now;
                before = factors;
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {16, 101, 512})
        void movesAsManyLinesAsAskedByNoMoreThanAskedAndNeverTheCentre(int rows) {
            int moved = 0;
            for (long seed = 0; seed < 40; seed++) {
                double[] factors = new LineMotion(UNIT, 0.35, 0.02, 0.06).factors(rows, seed);
                for (int bin = 0; bin < rows; bin++) {
                    int k = frequency(bin, rows);
                    assertThat(Math.hypot(factors[2 * bin], factors[2 * bin + 1]))
                            .isCloseTo(1, within(1e-12));
                    if (Math.abs(k) <= 0.03 * rows) {
                        assertThat(factors[2 * bin]).isEqualTo(1);
                    }
                    moved += factors[2 * bin] == 1 ? 0 : 1;
                    double phase = Math.abs(Math.atan2(factors[2 * bin + 1], factors[2 * bin]));
                    assertThat(phase).isLessThanOrEqualTo(2 * Math.PI * Math.abs(k) * 0.02 + 1e-12);
                }
            }
            int movable = 40 * (rows - 1 - 2 * (int) (0.03 * rows));
            double deviation = Math.sqrt(movable * 0.35 * 0.65);
            assertThat((double) moved).isCloseTo(0.35 * movable, within(4 * deviation));
        }

        @Test
        void ofAllLinesAlikeWouldShiftTheImageAsFourierSays() {
            Slice clean = TestPlanes.unit(24, 8);
            PlainTransform kSpace = PlainTransform.of(clean);
            for (int bin = 0; bin < 24; bin++) {
                double phase = -2 * Math.PI * frequency(bin, 24) * 5 / 24.0;
                kSpace.multiplyLine(bin, Math.cos(phase), Math.sin(phase));
            }
            PlainTransform moved = kSpace.inverse();
            for (int row = 0; row < 24; row++) {
                assertThat(moved.magnitude((row + 5) % 24, 3)).isCloseTo(clean.at(row, 3), within(1e-6));
            }
        }
    }

    @Nested
    class Ghosts {
        @Test
        void lieAtEqualDistancesWithTheStrengthThatTheLinesLost() {
            int rows = 24;
            int ghosts = 4;
            double a = 0.6;
            float[] pixels = new float[rows];
            pixels[3] = 1;
            Slice point = Slice.of(rows, 1, pixels, Unit.NORMALISED);
            Slice result = new Ghosting(UNIT, ghosts, a, 0).apply(point, 1);
            // Lines 0, 4, 8, ... weaker, which is a comb of period 24/4 in space; line 0 given back, which is a
            // constant.
            for (int row = 0; row < rows; row++) {
                double comb = (row - 3) % (rows / ghosts) == 0 ? a / ghosts : 0;
                double expected = (row == 3 ? 1 : 0) - comb + a / rows;
                assertThat((double) result.at(row, 0)).isCloseTo(Math.abs(expected), within(1e-6));
            }
        }

        @ParameterizedTest
        @CsvSource({"16, 12", "15, 11"})
        void takeFromTheEnergyWhatTheWeakerLinesLose(int rows, int columns) {
            Slice clean = TestPlanes.unit(rows, columns);
            PlainTransform kSpace = PlainTransform.of(clean);
            for (int bin = 0; bin < rows; bin++) {
                int k = frequency(bin, rows);
                kSpace.multiplyLine(bin, k % 3 == 0 && Math.abs(k) > 1 ? 0.3 : 1, 0);
            }
            Slice result = new Ghosting(UNIT, 3, 0.7, 0.2).apply(clean, 1);
            assertEqual(kSpace.inverse(), result);
            assertThat(energy(result)).isCloseTo(kSpace.energy() / clean.size(), within(1e-5));
        }
    }

    @Nested
    class FoldingOver {
        @ParameterizedTest
        @CsvSource({"16, 6", "15, 6"})
        void multipliesLinesByOnePlusTheWeightAndThePhaseOfHalfTheHeight(int rows, int columns) {
            Slice clean = TestPlanes.unit(rows, columns);
            PlainTransform kSpace = PlainTransform.of(clean);
            for (int bin = 0; bin < rows; bin++) {
                double phase = -2 * Math.PI * frequency(bin, rows) * (rows / 2) / rows;
                kSpace.multiplyLine(bin, 1 + 0.4 * Math.cos(phase), 0.4 * Math.sin(phase));
            }
            assertEqual(kSpace.inverse(), new WrapAround(UNIT, 0.4).apply(clean, 1));
        }

        @Test
        void ofAnEvenHeightStrengthensEvenLinesAndWeakensOddOnes() {
            Slice clean = TestPlanes.unit(16, 8);
            PlainTransform before = PlainTransform.of(clean);
            PlainTransform after = PlainTransform.of(new WrapAround(UNIT, 0.4).apply(clean, 1));
            for (int bin = 0; bin < 16; bin++) {
                double factor = bin % 2 == 0 ? 1.4 : 0.6;
                assertThat(after.magnitude(bin, 2)).isCloseTo(factor * before.magnitude(bin, 2), within(1e-4));
            }
        }

        @Test
        void atSeverityFourStillFoldsLessThanTheImage() {
            DegradationKind kind = DegradationKinds.find("wrap-around").orElseThrow();
            Slice clean = Slice.of(4, 1, new float[] {1, 0, 0, 0}, Unit.NORMALISED);
            Draw draw = kind.draw(Map.of("weight", "0.5"), 4, 1);
            Slice folded = DegradationKinds.apply(draw, clean, UNIT);
            assertThat(folded.toArray()).containsExactly(1, 0, 1 - 1 / 16f, 0);
        }
    }
}
