package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.degrade.Draw;
import dev.limpid.lowdose.LowDoseKind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatedDoseTest {
    @Test
    void drawsWhatLowDoseDrawsAtItsDose() {
        Draw draw = new SimulatedDose(0.25).draw(Map.of("noise", "12"), 1, 7);
        assertThat(draw).isEqualTo(new LowDoseKind().draw(Map.of("noise", "12", "dose", "0.25"), 1, 7));
    }

    @Test
    void isNamedByItsDose() {
        assertThat(new SimulatedDose(0.25).name()).isEqualTo("low-dose 25 %");
        assertThat(new SimulatedDose(0.075).name()).isEqualTo("low-dose 7.5 %");
        assertThat(new Corruption(new SimulatedDose(0.1), Map.of(), 1, false, 1).describe())
                .isEqualTo("low-dose 10 %");
        assertThat(new Corruption(new SimulatedDose(0.1), Map.of("noise", "9"), 1, false, 1).describe())
                .isEqualTo("low-dose 10 % (noise=9)");
    }

    @Test
    void takesNoOtherDose() {
        assertThatThrownBy(() -> new SimulatedDose(0.25).draw(Map.of("dose", "0.5"), 1, 1))
                .hasMessageContaining("by --dose");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.009, 1, 2, -1, Double.NaN})
    void aDoseIsAPartOfTheFullOne(double dose) {
        assertThatThrownBy(() -> new SimulatedDose(dose)).hasMessageContaining("from 0.01 to below 1");
    }
}
