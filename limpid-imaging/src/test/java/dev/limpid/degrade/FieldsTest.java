package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    private static Slice flat(int rows, int columns, double value) {
        float[] pixels = new float[rows * columns];
        Arrays.fill(pixels, (float) value);
        return Slice.of(rows, columns, pixels, Unit.NORMALISED);
    }

    private static Slice degraded(Slice clean, String kind, Map<String, String> set, double severity, long seed) {
        Draw draw = DegradationKinds.find(kind).orElseThrow().draw(set, severity, seed);
        return DegradationKinds.apply(draw, clean, UNIT);
    }

    @Nested
    class Bias {
        private final Map<String, String> nothing = new LinkedHashMap<>();

        {
            for (String name : "c00 c01 c02 c03 c10 c11 c12 c20 c21 c30".split(" ")) {
                nothing.put(name, "0");
            }
        }

        @ParameterizedTest
        @CsvSource({
            "0, 0", "0, 1", "0, 2", "0, 3", "1, 0", "1, 1", "1, 2", "2, 0", "2, 1", "3, 0",
        })
        void isTheExponentialOfEachPowerOfTheCoordinates(int i, int j) {
            nothing.put("strength", "0.3");
            nothing.put("c" + i + j, "-0.7");
            Slice field = degraded(flat(9, 12, 0.5), "magnetic-field", nothing, 1.5, 1);
            for (int row = 0; row < 9; row++) {
                for (int column = 0; column < 12; column++) {
                    double v = -1 + row / 4.0;
                    double u = -1 + column / 5.5;
                    double expected = 0.5 * Math.exp(1.5 * 0.3 * -0.7 * Math.pow(u, i) * Math.pow(v, j));
                    assertThat((double) field.at(row, column)).isCloseTo(expected, within(1e-6));
                }
            }
        }

        @Test
        void isSmoothItsLogarithmIsCubicAlongEachRowAndColumn() {
            Slice field = degraded(flat(32, 32, 0.5), "bias-field", Map.of(), 1, 8);
            for (int row = 0; row < 28; row++) {
                for (int column = 0; column < 28; column++) {
                    double along = 0;
                    double down = 0;
                    int[] fourth = {1, -4, 6, -4, 1};
                    for (int k = 0; k < 5; k++) {
                        along += fourth[k] * Math.log(field.at(row, column + k));
                        down += fourth[k] * Math.log(field.at(row + k, column));
                    }
                    assertThat(along).isCloseTo(0, within(2e-6));
                    assertThat(down).isCloseTo(0, within(2e-6));
                }
            }
            assertThat(KindLawsTest.rootMeanSquare(field, flat(32, 32, 0.5))).isGreaterThan(0.02);
        }

        @Test
        void leavesTheLowEndOfTheRangeAsItIs() {
            assertThat(degraded(flat(5, 5, 0), "bias-field", Map.of(), 4, 8).toArray())
                    .containsOnly(0);
        }
    }

    @Nested
    class Pattern {
        @Test
        void isTheWaveOfItsNumbers() {
            Map<String, String> set = Map.of("amplitude", "0.3", "period", "0.5", "angle", "30", "phase", "45");
            Slice wave = degraded(flat(20, 40, 0.2), "structured", set, 2, 1);
            for (int row = 0; row < 20; row++) {
                for (int column = 0; column < 40; column++) {
                    double along = column * Math.sqrt(3) / 2 + row / 2.0;
                    double sine = Math.sin(2 * Math.PI * along / 20 + Math.PI / 4);
                    assertThat((double) wave.at(row, column)).isCloseTo(0.2 + 0.3 * (1 + sine), within(1e-6));
                }
            }
        }

        @Test
        void overWholePeriodsHasHalfTheAmplitudeAsMeanAndAnEighthOfItsSquareAsVariance() {
            Map<String, String> set = Map.of("amplitude", "0.4", "period", "0.25", "angle", "0");
            Slice wave = degraded(flat(4, 64, 0.2), "structured", set, 1, 3);
            double sum = 0;
            double squares = 0;
            for (float value : wave.toArray()) {
                sum += value - 0.2;
                squares += Math.pow(value - 0.4, 2);
            }
            assertThat(sum / wave.size()).isCloseTo(0.2, within(1e-6));
            assertThat(squares / wave.size()).isCloseTo(0.02, within(1e-6));
        }

        @Test
        void ofStripesIsTheSameDownEachColumn() {
            Map<String, String> set = Map.of("amplitude", "0", "stripes", "0.05");
            Slice striped = degraded(flat(8, 4000, 0.5), "structured", set, 1, 3);
            double squares = 0;
            for (int column = 0; column < 4000; column++) {
                for (int row = 1; row < 8; row++) {
                    assertThat(striped.at(row, column)).isEqualTo(striped.at(0, column));
                }
                squares += Math.pow(striped.at(0, column) - 0.5, 2);
            }
            // Four standard errors of a normal sample's variance.
            assertThat(squares / 4000).isCloseTo(0.0025, within(4 * 0.0025 * Math.sqrt(2 / 4000.0)));
        }
    }

    @Nested
    class Dipole {
        private static final int ROWS = 60;
        private static final int COLUMNS = 80;
        private static final double CENTRE_X = 0.5 * COLUMNS - 0.5;
        private static final double CENTRE_Y = 0.4 * ROWS - 0.5;
        private static final double RADIUS = 8;
        private static final double PEAK = 2;

        private Susceptibility cylinder(double peak, double loss) {
            return new Susceptibility(UNIT, peak / COLUMNS, RADIUS / COLUMNS, 0.4, 0.5, loss);
        }

        /** D a^2 times the derivative of the line dipole's potential -x / r^2, by central differences. */
        private double fromPotential(double x, double y) {
            double h = 1e-4;
            double right = -(x + h) / ((x + h) * (x + h) + y * y);
            double left = -(x - h) / ((x - h) * (x - h) + y * y);
            return PEAK * RADIUS * RADIUS * (right - left) / (2 * h);
        }

        @ParameterizedTest
        @CsvSource({"70, 23", "55, 23", "10, 24", "39, 50", "40, 5", "60, 40", "20, 10", "52, 30", "41, 25"})
        void movesAPointAlongItsRowByTheFieldThere(int column, int row) {
            float[] pixels = new float[ROWS * COLUMNS];
            pixels[row * COLUMNS + column] = 1;
            Slice moved = cylinder(PEAK, 0).apply(Slice.of(ROWS, COLUMNS, pixels, Unit.NORMALISED), 1);
            double sum = 0;
            double centroid = 0;
            for (int x = 0; x < COLUMNS; x++) {
                sum += moved.at(row, x);
                centroid += x * moved.at(row, x);
            }
            double x = column - CENTRE_X;
            double y = row - CENTRE_Y;
            double expected = Math.hypot(x, y) < RADIUS ? 0 : fromPotential(x, y);
            assertThat(sum).isCloseTo(1, within(1e-6));
            // A strip's middle moves by the mean of its edges' displacements, not by that of its middle.
            assertThat(centroid / sum - column).isCloseTo(expected, within(0.02));
        }

        @ParameterizedTest
        @ValueSource(doubles = {2, -2, 6, 20})
        void keepsTheSumOfEveryRowAlsoWhereTheImageFolds(double peak) {
            Slice clean = TestPlanes.unit(ROWS, COLUMNS);
            Slice moved = cylinder(peak, 0).apply(clean, 1);
            for (int row = 0; row < ROWS; row++) {
                double before = 0;
                double after = 0;
                for (int column = 0; column < COLUMNS; column++) {
                    before += clean.at(row, column);
                    after += moved.at(row, column);
                }
                assertThat(after).isCloseTo(before, within(1e-4));
            }
            assertThat(KindLawsTest.rootMeanSquare(clean, moved)).isGreaterThan(0.02);
        }

        @Test
        void changesTheDensityByTheInverseOfTheJacobian() {
            Slice moved = cylinder(PEAK, 0).apply(flat(ROWS, COLUMNS, 0.5), 1);
            int checked = 0;
            for (int row = 0; row < ROWS; row++) {
                double y = row - CENTRE_Y;
                for (int column = 3; column < COLUMNS - 3; column++) {
                    double source = column;
                    for (int i = 0; i < 100; i++) {
                        source = column - fromPotential(source - CENTRE_X, y);
                    }
                    double x = source - CENTRE_X;
                    double r = Math.hypot(x, y);
                    if (r < 1.6 * RADIUS) {
                        continue;
                    }
                    // d/dx (x^2 - y^2) / r^4
                    double slope = PEAK * RADIUS * RADIUS * 2 * x * (3 * y * y - x * x) / Math.pow(r, 6);
                    assertThat((double) moved.at(row, column)).isCloseTo(0.5 / (1 + slope), within(2e-3));
                    checked++;
                }
            }
            assertThat(checked).isGreaterThan(2000);
        }

        @ParameterizedTest
        @CsvSource({"70, 23", "55, 23", "39, 50", "20, 10", "41, 25"})
        void takesSignalByTheGradientOfTheField(int column, int row) {
            float[] pixels = new float[ROWS * COLUMNS];
            pixels[row * COLUMNS + column] = 1;
            Slice moved = cylinder(PEAK, 3).apply(Slice.of(ROWS, COLUMNS, pixels, Unit.NORMALISED), 1);
            double sum = 0;
            for (int x = 0; x < COLUMNS; x++) {
                sum += moved.at(row, x);
            }
            double x = column - CENTRE_X;
            double y = row - CENTRE_Y;
            double h = 1e-3;
            double alongRow = (fromPotential(x + h, y) - fromPotential(x - h, y)) / (2 * h);
            double alongColumn = (fromPotential(x, y + h) - fromPotential(x, y - h)) / (2 * h);
            double gradient = Math.hypot(x, y) < RADIUS ? 0 : Math.hypot(alongRow, alongColumn);
            assertThat(sum).isCloseTo(Math.exp(-3 * gradient), within(1e-3));
        }
    }

    @Test
    void strengthsOutOfBoundsAreRefusedWithTheBounds() {
        assertThatThrownBy(() -> new WrapAround(UNIT, 1.1)).hasMessageContaining("weight must be 0.0..1.0");
        assertThatThrownBy(() -> new LineMotion(UNIT, -1, 0, 0)).hasMessageContaining("lines");
        assertThatThrownBy(() -> new Ghosting(UNIT, 1, 0.5, 0)).hasMessageContaining("ghosts must be 2.0..32.0");
        assertThatThrownBy(() -> new BiasField(UNIT, 1, 0, 0)).hasMessageContaining("10 coefficients");
        assertThatThrownBy(() -> new Susceptibility(UNIT, 0.1, 0, 0, 0, 0)).hasMessageContaining("radius");
    }
}
