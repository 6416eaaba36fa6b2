package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChemicalShiftTest {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    @ParameterizedTest
    @CsvSource({"16, 3", "17, 3", "16, -2", "17, 20"})
    void ofAWholeImageByWholePixelsTurnsItsRowsRound(int columns, int delta) {
        Slice clean = TestPlanes.unit(9, columns);
        Slice shifted = new ChemicalShift(UNIT, delta, 1, true).apply(clean, 1);
        for (int row = 0; row < 9; row++) {
            for (int column = 0; column < columns; column++) {
                float from = clean.at(row, Math.floorMod(column - delta, columns));
                assertThat(shifted.at(row, column)).isCloseTo(from, within(1e-6f));
            }
        }
    }

    @Test
    void inHounsfieldUnitsMovesWhatIsNearMinusHundred() {
        movesFat(TestPlanes.ct(9, 32), IntensityRange.CT, value -> {
            double away = Math.abs(value * 2000 - 1000 + 100);
            return away < 40 ? 1 : away < 90 ? Math.pow(Math.cos(Math.PI * (away - 40) / 100), 2) : 0;
        });
    }

    @Test
    void elsewhereMovesWhatIsBrightBySmoothstep() {
        movesFat(TestPlanes.unit(9, 32), UNIT, value -> {
            double t = Math.max(0, Math.min(1, (value - 0.5) / 0.3));
            return 3 * t * t - 2 * t * t * t;
        });
    }

    private static void movesFat(Slice clean, IntensityRange range, DoubleUnaryOperator fraction) {
        Slice shifted = new ChemicalShift(range, 4, 1, false).apply(clean, 1);
        double moved = 0;
        for (int row = 0; row < clean.rows(); row++) {
            for (int column = 0; column < clean.columns(); column++) {
                double here = range.normalise(clean.at(row, column));
                double there = range.normalise(clean.at(row, Math.floorMod(column - 4, clean.columns())));
                double expected = here * (1 - fraction.applyAsDouble(here)) + there * fraction.applyAsDouble(there);
                assertThat((double) range.normalise(shifted.at(row, column))).isCloseTo(expected, within(1e-6));
                moved += Math.abs(expected - here);
            }
        }
        assertThat(moved).isPositive();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 2.25, -1.3})
    void byPartsOfAPixelFollowsTheWave(double delta) {
        for (int columns : new int[] {20, 21}) {
            float[] wave = new float[columns];
            for (int x = 0; x < columns; x++) {
                wave[x] = (float) (0.5 + 0.3 * Math.cos(2 * Math.PI * 3 * x / columns));
            }
            Slice clean = Slice.of(1, columns, wave, Unit.NORMALISED);
            Slice shifted = new ChemicalShift(UNIT, delta, 1, true).apply(clean, 1);
            for (int x = 0; x < columns; x++) {
                double expected = 0.5 + 0.3 * Math.cos(2 * Math.PI * 3 * (x - delta) / columns);
                assertThat((double) shifted.at(0, x)).isCloseTo(expected, within(1e-6));
            }
        }
    }

    @Test
    void ofHalfTheWeightLeavesTheOtherHalf() {
        Slice clean = Slice.of(1, 4, new float[] {1, 0, 0, 0}, Unit.NORMALISED);
        Draw draw = DegradationKinds.find("chemical-shift")
                .orElseThrow()
                .draw(Map.of("whole", "1", "weight", "0.25", "delta", "1"), 2, 1);
        float[] shifted = DegradationKinds.apply(draw, clean, UNIT).toArray();
        assertThat(shifted).containsExactly(new float[] {0.75f, 0, 0.25f, 0}, within(1e-6f));
    }

    @Test
    void leavesWaterAndAirOfCtAlone() {
        Slice clean = Slice.of(1, 6, new float[] {-1000, -800, 0, 60, 1000, 0}, Unit.HOUNSFIELD);
        Slice shifted = new ChemicalShift(IntensityRange.CT, 2.5, 1, false).apply(clean, 1);
        assertThat(shifted.toArray()).containsExactly(clean.toArray(), within(1e-3f));
    }
}
