package dev.limpid.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.metric.Bootstrap.Interval;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {
    @Test
    void ofOnePatientIsThePoint() {
        assertThat(Bootstrap.mean(new double[] {31.25}, 1)).isEqualTo(new Interval(31.25, 31.25, 31.25));
    }

    @Test
    void ofEqualPatientsIsThePoint() {
        assertThat(Bootstrap.mean(new double[] {7, 7, 7}, 1)).isEqualTo(new Interval(7, 7, 7));
    }

    @Test
    void ofTwoPatientsSpansBoth() {
        // A quarter of the draws takes the first twice, a quarter the second: both beyond 2.5 %.
        assertThat(Bootstrap.mean(new double[] {10, 20}, 1)).isEqualTo(new Interval(15, 10, 20));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void ofManyNormalValuesIsTheNormalInterval(long seed) {
        double[] values = normal(400, 30, 2, seed);
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length;
        double half = 1.959964 * Math.sqrt(variance / values.length);
        Interval interval = Bootstrap.mean(values, seed);
        assertThat(interval.mean()).isCloseTo(mean, within(1e-12));
        // 2,000 draws place a 2.5 % quantile to about 0.06 of its distance (1.2 standard errors at 2.6 % of them).
        assertThat(interval.low()).isCloseTo(mean - half, within(0.12 * half));
        assertThat(interval.high()).isCloseTo(mean + half, within(0.12 * half));
    }

    @Test
    void coversTheTruthAboutAsOftenAsItSays() {
        int covered = 0;
        for (int study = 0; study < 400; study++) {
            Interval interval = Bootstrap.mean(normal(40, 5, 1, 1000 + study), study);
            covered += interval.low() <= 5 && 5 <= interval.high() ? 1 : 0;
        }
        // 0.95 less about 0.01 for 40 patients, and three binomial standard deviations of 0.012.
        assertThat(covered / 400.0).isBetween(0.90, 0.98);
    }

    @Test
    void ofPairsForgetsWhatBothHaveInCommon() {
        double[] hard = normal(50, 30, 6, 1);
        double[] better = new double[50];
        double[] gain = normal(50, 0.5, 0.1, 2);
        for (int i = 0; i < 50; i++) {
            better[i] = hard[i] + gain[i];
        }
        Interval difference = Bootstrap.difference(better, hard, 3);
        assertThat(difference.low()).isGreaterThan(0.4);
        assertThat(difference.high()).isLessThan(0.6);
        Interval alone = Bootstrap.mean(hard, 3);
        assertThat(alone.high() - alone.low()).isGreaterThan(2);
    }

    @Test
    void ofADifferenceChangesSignWithItsSides() {
        double[] a = normal(20, 0, 1, 1);
        double[] b = normal(20, 1, 1, 2);
        Interval one = Bootstrap.difference(a, b, 9);
        Interval other = Bootstrap.difference(b, a, 9);
        assertThat(one.mean()).isEqualTo(-other.mean());
        assertThat(one.low()).isCloseTo(-other.high(), within(1e-12));
    }

    @Test
    void theSameSeedGivesTheSameInterval() {
        double[] values = normal(20, 0, 1, 1);
        assertThat(Bootstrap.mean(values, 5)).isEqualTo(Bootstrap.mean(values, 5));
        assertThat(Bootstrap.mean(values, 6)).isNotEqualTo(Bootstrap.mean(values, 5));
        assertThat(values).isEqualTo(normal(20, 0, 1, 1));
    }

    @Test
    void anUntouchedImageMakesTheMeanInfinite() {
        Interval interval = Bootstrap.mean(new double[] {30, Double.POSITIVE_INFINITY}, 1);
        assertThat(interval).isEqualTo(new Interval(Double.POSITIVE_INFINITY, 30, Double.POSITIVE_INFINITY));
    }

    @Test
    void refusesWhatHasNoMean() {
        assertThatThrownBy(() -> Bootstrap.mean(new double[0], 1)).hasMessageContaining("at least one patient");
        assertThatThrownBy(() -> Bootstrap.mean(new double[] {1, Double.NaN}, 1))
                .hasMessageContaining("patient 1 is not a number");
        assertThatThrownBy(() -> Bootstrap.difference(new double[2], new double[3], 1))
                .hasMessageContaining("2 and 3");
    }

    private static double[] normal(int count, double mean, double sigma, long seed) {
        Random random = new Random(seed);
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = mean + sigma * random.nextGaussian();
        }
        return values;
    }
}
