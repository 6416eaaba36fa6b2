package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatientSumsTest {
    private static final Column COLUMN = new Column("median", Column.Set.DEFAULT);
    private static final PatientSums.Key KEY = new PatientSums.Key("s", "k", COLUMN);

    private static Cell cell(String patient, double... values) {
        Measured measured = new Measured("median", Column.Set.DEFAULT, values, 5);
        return new Cell(Cell.MATRIX, "s", "k", 1, patient + values[0], patient, 100, "{}", 1, List.of(measured));
    }

    @Test
    void aPatientCountsOnceHoweverManyImages() {
        PatientSums sums = new PatientSums(1);
        sums.add(cell("a", 10));
        sums.add(cell("a", 20));
        sums.add(cell("a", 30));
        sums.add(cell("b", 40));
        assertThat(sums.means(KEY, 0)).containsExactly(20, 40);
        assertThat(sums.deviations(KEY, 0)[0]).isCloseTo(10, within(1e-12));
        assertThat(sums.meanOfImages(KEY, 0)).isEqualTo(25);
        Summary summary = Summary.of(sums, KEY, 0, 1);
        assertThat(summary.mean()).isEqualTo(30);
        assertThat(summary.deviation()).isCloseTo(Math.sqrt(200), within(1e-12));
        assertThat(summary.patients()).isEqualTo(2);
        assertThat(summary.images()).isEqualTo(4);
        // Of two patients, draws are 20, 30 or 40.
        assertThat(summary.low()).isEqualTo(20);
        assertThat(summary.high()).isEqualTo(40);
    }

    @Test
    void anImageThatCameBackExactlyHasNoSpread() {
        PatientSums sums = new PatientSums(1);
        sums.add(cell("a", Double.POSITIVE_INFINITY));
        sums.add(cell("b", 30));
        Summary summary = Summary.of(sums, KEY, 0, 1);
        assertThat(summary.mean()).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(summary.deviation()).isZero();
    }

    @Test
    void whatWasNotMeasuredIsNotANumber() {
        assertThat(Summary.of(new PatientSums(1), KEY, 0, 1).mean()).isNaN();
    }

    @Test
    void aFigureThatDoesNotApplyToAnImageCountsNowhere() {
        PatientSums sums = new PatientSums(2);
        sums.add(cell("a", 10, Double.NaN));
        sums.add(cell("a", 20, 5));
        sums.add(cell("b", 30, Double.NaN));
        sums.add(cell("c", 40, 7));
        assertThat(sums.means(KEY, 1)).containsExactly(5, Double.NaN, 7);
        assertThat(sums.counts(KEY, 1)).containsExactly(1, 0, 1);
        assertThat(sums.meanOfImages(KEY, 1)).isEqualTo(6);
        Summary summary = Summary.of(sums, KEY, 1, 1);
        assertThat(summary.mean()).isEqualTo(6);
        assertThat(summary.low()).isEqualTo(5);
        assertThat(summary.high()).isEqualTo(7);
        assertThat(summary.patients()).isEqualTo(2);
        assertThat(summary.images()).isEqualTo(2);
        assertThat(Summary.of(sums, KEY, 0, 1).images()).isEqualTo(4);
    }

    @Test
    void whereAFigureAppliesToNoImageNothingIsANumber() {
        PatientSums sums = new PatientSums(1);
        sums.add(cell("a", Double.NaN));
        assertThat(Summary.of(sums, KEY, 0, 1))
                .isEqualTo(new Summary(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, 0));
    }
}
