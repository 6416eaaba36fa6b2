package dev.limpid.degrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.image.IntensityRange;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DrawTest {
    private static DegradationKind kind(String name) {
        return DegradationKinds.find(name).orElseThrow();
    }

    @Nested
    class Numbers {
        /** The strengths fitted to the paper's tables. */
        @ParameterizedTest
        @CsvSource({
            "gaussian, sigma, 0.1",
            "thermal, sigma, 0.1",
            "rician, sigma, 0.1",
            "rayleigh, sigma, 0.1",
            "noncentral-chi, sigma, 0.16",
            "speckle, sigma, 0.12",
            "poisson, peak, 90",
            "salt-and-pepper, probability, 0.07",
            "wrap-around, weight, 0.83",
            "chemical-shift, delta, 1.75",
            "motion, lines, 0.5",
            "motion, displacement, 0.02",
            "structured, amplitude, 0.49",
            "bias-field, strength, 0.125",
            "susceptibility, peak, 0.078",
            "susceptibility, radius, 0.107"
        })
        void areSpreadOverTwentyPercentOfTheDefault(String name, String parameter, double byDefault) {
            double least = Double.MAX_VALUE;
            double most = 0;
            double sum = 0;
            for (long seed = 0; seed < 500; seed++) {
                double value = kind(name).draw(Map.of(), 1, seed).parameter(parameter) / byDefault;
                least = Math.min(least, value);
                most = Math.max(most, value);
                sum += value;
            }
            assertThat(least).isBetween(0.8, 0.81);
            assertThat(most).isBetween(1.19, 1.2);
            // Four standard errors of a uniform distribution over 0.4.
            assertThat(sum / 500).isBetween(1 - 0.0207, 1 + 0.0207);
        }

        @Test
        void thatTheUserSetAreTakenExactlyAndLeaveTheOthersAsDrawn() {
            Draw free = kind("noncentral-chi").draw(Map.of(), 1, 3);
            Draw set = kind("noncentral-chi").draw(Map.of("coils", "8"), 1, 3);
            assertThat(set.parameter("coils")).isEqualTo(8);
            assertThat(set.parameter("sigma")).isEqualTo(free.parameter("sigma"));
            assertThat(kind("gaussian").draw(Map.of("sigma", " 0.07 "), 1, 3).parameter("sigma"))
                    .isEqualTo(0.07);
        }

        @ParameterizedTest
        @MethodSource("dev.limpid.degrade.KindLawsTest#kinds")
        void dependOnTheSeedAndNotOnTheSeverity(String name) {
            Draw one = kind(name).draw(Map.of(), 1, 1);
            Draw half = kind(name).draw(Map.of(), 0.5, 1);
            Map<String, Double> rest = new LinkedHashMap<>(half.parameters());
            assertThat(rest.put("severity", 1.0)).isEqualTo(0.5);
            assertThat(rest).isEqualTo(one.parameters());
            assertThat(kind(name).draw(Map.of(), 1, 2).parameters()).isNotEqualTo(one.parameters());
        }
    }

    @Nested
    class Refuses {
        @ParameterizedTest
        @ValueSource(doubles = {-1, 5, Double.NaN, Double.POSITIVE_INFINITY})
        void aSeverityOutOfBounds(double severity) {
            assertThatThrownBy(() -> kind("rician").draw(Map.of(), severity, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("severity")
                    .hasMessageContaining("0..4");
        }

        @ParameterizedTest
        @ValueSource(strings = {"abc", "", "-0.1", "1.5", "NaN"})
        void aValueThatIsNoNumberOrOutOfBounds(String value) {
            assertThatThrownBy(() -> kind("gaussian").draw(Map.of("sigma", value), 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("gaussian: sigma=" + value + " is not a number 0..1");
        }

        @Test
        void aFractionWhereAWholeNumberIsNeeded() {
            assertThatThrownBy(() -> kind("noncentral-chi").draw(Map.of("coils", "2.5"), 1, 1))
                    .hasMessage("noncentral-chi: coils=2.5 is not a whole number 1..32");
        }

        @ParameterizedTest
        @ValueSource(strings = {"sigmas", "severity", ""})
        void aNameThereIsNot(String name) {
            assertThatThrownBy(() -> kind("noncentral-chi").draw(Map.of(name, "0.1"), 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("noncentral-chi has no parameter '" + name + "'; it takes sigma, coils");
        }

        @Test
        void aStrengthThatTheSeverityTakesOutOfBounds() {
            assertThatThrownBy(() -> kind("gaussian").draw(Map.of("sigma", "0.5"), 4, 1))
                    .hasMessage("gaussian: sigma=0.5 at severity 4 is 2; it may be at most 1");
        }

        @Test
        void toReplayWhatIsNotWhole() {
            IntensityRange range = IntensityRange.CT;
            Map<String, Double> whole = Map.of("severity", 1.0, "sigma", 0.1);
            assertThatThrownBy(() -> kind("gaussian").replay(new Draw("rician", whole, 1), range))
                    .hasMessageContaining("a draw of rician");
            assertThatThrownBy(() -> kind("gaussian").replay(new Draw("gaussian", Map.of("severity", 1.0), 1), range))
                    .hasMessageContaining("'sigma'");
            assertThatThrownBy(() -> kind("gaussian").replay(new Draw("gaussian", Map.of("sigma", 0.1), 1), range))
                    .hasMessageContaining("'severity'");
            assertThatThrownBy(() -> kind("gaussian")
                            .replay(new Draw("gaussian", Map.of("severity", 1.0, "sigma", 2.0), 1), range))
                    .hasMessageContaining("0..1");
            assertThatThrownBy(() -> kind("gaussian")
                            .replay(new Draw("gaussian", Map.of("severity", 1.0, "sigma", 0.1, "peak", 1.0), 1), range))
                    .hasMessageContaining("'peak'");
            assertThatThrownBy(() -> DegradationKinds.replay(new Draw("fog", whole, 1), range))
                    .hasMessageContaining("'fog'");
            assertThatThrownBy(() -> new Draw("gaussian", Map.of("sigma", Double.NaN), 1))
                    .hasMessageContaining("finite");
        }
    }
}
