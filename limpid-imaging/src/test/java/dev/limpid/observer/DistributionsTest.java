package dev.limpid.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against scipy 1.8: stats.ncf.cdf, stats.norm.cdf, special.betainc; scripts/fixtures/observers.py prints them. */
class DistributionsTest {
    @Test
    void theNoncentralFIsScipys() {
        double[][] cases = {
            {1.7, 10, 89, 0, 0.9070065419159613},
            {3.2, 10, 89, 25, 0.42365308168122634},
            {12, 1, 398, 9, 0.6766951341113817},
            {40, 10, 389, 380, 0.5847919856765323},
            {0.5, 3, 16, 4, 0.07507283624339556}
        };
        for (double[] each : cases) {
            assertThat(NoncentralF.below(each[0], each[1], each[2], each[3])).isCloseTo(each[4], within(1e-10));
        }
    }

    @Test
    void itsNoncentralityIsTheInverse() {
        double part = NoncentralF.below(3.2, 10, 89, 25);
        assertThat(NoncentralF.noncentrality(3.2, 10, 89, part)).isCloseTo(25, within(1e-6));
        assertThat(NoncentralF.noncentrality(1.7, 10, 89, 0.975)).isZero();
    }

    @Test
    void theNormalIsScipys() {
        double[] at = {-6, -2.5, -0.3, 0, 1, 2.999, 3.001, 5};
        double[] expected = {
            9.865876450376946e-10,
            0.006209665325776132,
            0.3820885778110474,
            0.5,
            0.8413447460685429,
            0.9986456634662729,
            0.998654527174915,
            0.9999997133484281
        };
        for (int i = 0; i < at.length; i++) {
            assertThat(Normal.below(at[i])).as("%s", at[i]).isCloseTo(expected[i], within(1e-13 * expected[i] + 1e-15));
        }
    }

    @Test
    void theIncompleteBetaIsScipys() {
        double[][] cases = {
            {0.5, 0.5, 0.3, 0.3690101195655454},
            {5, 44.5, 0.15, 0.8714869935907943},
            {200, 195, 0.52, 0.7064037412624202},
            {1300, 194, 0.87, 0.48567350292770317}
        };
        for (double[] each : cases) {
            assertThat(Beta.regularised(each[2], each[0], each[1])).isCloseTo(each[3], within(1e-10));
        }
        assertThat(Beta.regularised(0, 2, 3)).isZero();
        assertThat(Beta.regularised(1, 2, 3)).isEqualTo(1);
    }
}
