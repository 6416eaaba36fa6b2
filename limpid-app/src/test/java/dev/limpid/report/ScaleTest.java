package dev.limpid.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
    @ParameterizedTest
    @CsvSource({"0.1,0.95", "20,42", "-0.3,0.9", "0,2", "31.02,31.04", "5,5", "0,1e-4"})
    void ticksAreRoundWithinTheAxisAndThereAreEnoughOfThem(double least, double most) {
        Scale scale = Scale.of(least, most, 0, 100, 4);
        assertThat(scale.ticks()).hasSizeBetween(2, 9).isSorted();
        assertThat(scale.ticks()).allMatch(tick -> scale.at(tick) >= -1e-6 && scale.at(tick) <= 100 + 1e-6);
        assertThat(scale.at(least)).isBetween(0.0, 100.0);
        assertThat(scale.at(most)).isBetween(0.0, 100.0);
        double leading = scale.step() / Math.pow(10, Math.floor(Math.log10(scale.step()) + 1e-9));
        assertThat(leading)
                .satisfiesAnyOf(
                        step -> assertThat(step).isCloseTo(1, within(1e-6)),
                        step -> assertThat(step).isCloseTo(2, within(1e-6)),
                        step -> assertThat(step).isCloseTo(5, within(1e-6)),
                        step -> assertThat(step).isCloseTo(10, within(1e-6)));
    }

    @Test
    void anAxisMayRunDownwards() {
        Scale scale = Scale.of(0, 10, 200, 0, 5);
        assertThat(scale.at(0)).isGreaterThan(scale.at(10));
    }
}
