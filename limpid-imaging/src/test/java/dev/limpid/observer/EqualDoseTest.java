package dev.limpid.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import org.junit.jupiter.api.Test;

/** Which dose is as good as the full one. */
class EqualDoseTest {
    private static final double[] DOSES = {1, 0.5, 0.25, 0.1};

    /** Differences to a full dose of d' = 2, for d' that grows with the root of the dose. */
    private static double[] better(double gain) {
        double[] better = new double[DOSES.length];
        for (int i = 0; i < better.length; i++) {
            better[i] = 2 * gain * Math.sqrt(DOSES[i]) - 2;
        }
        return better;
    }

    private static double[] errors(double each) {
        return new double[] {each, each, each, each};
    }

    @Test
    void theUndenoisedImagesNeedTheFullDose() {
        EqualDose equal = EqualDose.of(DOSES, better(1), new double[] {0, 0.1, 0.1, 0.1});
        assertThat(equal.dose()).isEqualTo(1);
        assertThat(equal.low()).isEqualTo(1);
        assertThat(equal.high()).isEqualTo(1);
    }

    @Test
    void aMethodThatDoublesDPrimeNeedsAQuarter() {
        EqualDose equal = EqualDose.of(DOSES, better(2), errors(0.2));
        assertThat(equal.dose()).isCloseTo(0.25, within(1e-9));
        assertThat(equal.low()).isBetween(0.1, 0.25);
        assertThat(equal.high()).isBetween(0.25, 0.5);
    }

    @Test
    void betweenDosesItIsInterpolated() {
        // 1.6 needs 39 %; a straight line over the logarithm is near to the root.
        assertThat(EqualDose.of(DOSES, better(1.6), errors(0)).dose()).isCloseTo(0.39, within(0.015));
    }

    @Test
    void whereTheDosesDoNotReachTheEndsAreOpen() {
        EqualDose worse = EqualDose.of(DOSES, better(0.8), errors(0.05));
        assertThat(worse.dose()).isInfinite();
        assertThat(worse.low()).isInfinite();
        EqualDose muchBetter = EqualDose.of(DOSES, better(5), errors(0.05));
        assertThat(muchBetter.dose()).isZero();
        assertThat(muchBetter.high()).isZero();
        EqualDose doubtful = EqualDose.of(DOSES, better(0.95), errors(0.2));
        assertThat(doubtful.dose()).isInfinite();
        assertThat(doubtful.low()).isBetween(0.5, 1.0);
    }

    @Test
    void theJackknifesErrorOfAMeanIsTheUsualOne() {
        int n = 30;
        double[] values = new double[n];
        PixelRandom random = new PixelRandom(1, 1);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            values[i] = random.gaussian();
            sum += values[i];
        }
        double[] leftOut = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            leftOut[i] = (sum - values[i]) / (n - 1);
            squares += (values[i] - sum / n) * (values[i] - sum / n);
        }
        double usual = Math.sqrt(squares / (n - 1) / n);
        assertThat(EqualDose.jackknifeError(leftOut)).isCloseTo(usual, within(1e-12));
    }
}
