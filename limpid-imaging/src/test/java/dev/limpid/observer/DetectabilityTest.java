package dev.limpid.observer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.degrade.PixelRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How well a model observer sees. */
class DetectabilityTest {
    private static final int SIDE = 32;
    private static final DiscSignal SIGNAL =
            DiscSignal.of(SIDE, 0.7, 5, 10, f -> Math.exp(-2 * Math.PI * Math.PI * 0.36 * f * f));

    /** Outputs of images of white noise. */
    private static List<double[]> outputs(ChannelSet channels, int count, boolean present, double noise, long seed) {
        List<double[]> outputs = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            PixelRandom random = new PixelRandom(seed, image);
            double[] square = new double[SIDE * SIDE];
            for (int i = 0; i < square.length; i++) {
                square[i] = (present ? SIGNAL.pixels()[i] : 0) + noise * random.gaussian();
            }
            outputs.add(channels.of(square));
        }
        return outputs;
    }

    private static List<double[]> normal(int count, int channels, double shift, long seed) {
        List<double[]> outputs = new ArrayList<>();
        for (int image = 0; image < count; image++) {
            PixelRandom random = new PixelRandom(seed, image);
            double[] output = new double[channels];
            for (int i = 0; i < channels; i++) {
                output[i] = random.gaussian() + (i == 0 ? shift : 0);
            }
            outputs.add(output);
        }
        return outputs;
    }

    private static double energy() {
        double squares = 0;
        for (double pixel : SIGNAL.pixels()) {
            squares += pixel * pixel;
        }
        return squares;
    }

    @Test
    void theMatchedFilterInWhiteNoiseHasTheSignalsLengthOverTheNoise() {
        ChannelSet matched = ChannelSet.matched(SIGNAL);
        Detectability found =
                Detectability.of(outputs(matched, 1500, true, 20, 1), outputs(matched, 1500, false, 20, 2));
        double expected = Math.sqrt(energy()) / 20;
        assertThat(expected).isBetween(2.0, 4.0);
        assertThat(found.dPrime()).isCloseTo(expected, within(0.1));
        assertThat(found.low()).isLessThan(expected);
        assertThat(found.high()).isGreaterThan(expected);
    }

    @Test
    void theChannelisedHotellingObserverInWhiteNoiseHasWhatItsChannelsPass() {
        ChannelSet dense = ChannelSet.denseDifferencesOfGaussians(SIDE);
        int count = dense.templates().length;
        double[][] overlap = new double[count][count];
        double[] seen = dense.of(SIGNAL.pixels());
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < count; j++) {
                overlap[i][j] = Hotelling.dot(dense.templates()[i], dense.templates()[j]);
            }
        }
        // The noise's covariance is the overlap of the channels times its variance.
        double expected = Math.sqrt(Hotelling.dot(seen, Hotelling.solve(overlap, seen))) / 20;
        Detectability found = Detectability.of(outputs(dense, 1500, true, 20, 3), outputs(dense, 1500, false, 20, 4));
        assertThat(found.dPrime()).isCloseTo(expected, within(0.12));
        assertThat(expected).isLessThan(Math.sqrt(energy()) / 20).isGreaterThan(1);
    }

    @Test
    void theMatchedFilterPaysForNoiseThatItDoesNotWhiten() {
        // Noise of neighbours alike: variance of w'x is w'Kw.
        ChannelSet matched = ChannelSet.matched(SIGNAL);
        List<double[]> present = new ArrayList<>();
        List<double[]> absent = new ArrayList<>();
        for (int image = 0; image < 3000; image++) {
            PixelRandom random = new PixelRandom(7, image);
            double[] square = new double[SIDE * SIDE];
            double last = random.gaussian();
            for (int i = 0; i < square.length; i++) {
                double next = random.gaussian();
                square[i] = 14 * (last + next) + (image % 2 == 0 ? SIGNAL.pixels()[i] : 0);
                last = next;
            }
            (image % 2 == 0 ? present : absent).add(matched.of(square));
        }
        double neighbours = 0;
        for (int i = 1; i < SIDE * SIDE; i++) {
            neighbours += SIGNAL.pixels()[i] * SIGNAL.pixels()[i - 1];
        }
        double expected = energy() / (14 * Math.sqrt(2 * energy() + 2 * neighbours));
        assertThat(Detectability.dPrime(present, absent)).isCloseTo(expected, within(0.1));
    }

    @Test
    void theEyeSeesNoMeanAndIsTheSameAtAnyContrast() {
        ChannelSet eye = ChannelSet.matchedBehindEye(SIGNAL, 0.7, 1.5, 500);
        double[] flat = new double[SIDE * SIDE];
        java.util.Arrays.fill(flat, 100);
        assertThat(eye.of(flat)[0]).isCloseTo(0, within(1e-6 * eye.of(SIGNAL.pixels())[0]));
        assertThat(eye.of(SIGNAL.pixels())[0]).isPositive();
    }

    @Test
    void theUnbiasedDistanceIsTheTrueOneOnAverage() {
        for (double shift : new double[] {0, 1.5}) {
            double sum = 0;
            double raw = 0;
            int trials = 500;
            for (int trial = 0; trial < trials; trial++) {
                Hotelling found = Hotelling.of(normal(20, 8, shift, 2L * trial), normal(24, 8, 0, 2L * trial + 1));
                sum += found.unbiased() / trials;
                raw += found.distanceSquared() / trials;
            }
            assertThat(sum).isCloseTo(shift * shift, within(0.15));
            assertThat(raw).isGreaterThan(shift * shift + 0.7);
        }
    }

    @Test
    void intervalsCoverAtTheNominalRate() {
        int trials = 400;
        int covered = 0;
        for (int trial = 0; trial < trials; trial++) {
            Detectability found = Detectability.of(normal(14, 3, 1.2, 2L * trial), normal(14, 3, 0, 2L * trial + 1));
            covered += found.low() <= 1.2 && 1.2 <= found.high() ? 1 : 0;
        }
        assertThat(covered / (double) trials).isBetween(0.925, 0.975);
    }

    @Test
    void theAreaUnderTheCurveIsThatOfNormalResponses() {
        assertThat(Detectability.auc(0)).isEqualTo(0.5);
        assertThat(Detectability.auc(Math.sqrt(2))).isCloseTo(0.8413447460685429, within(1e-12));
        Detectability found = Detectability.of(normal(2000, 4, 1.5, 1), normal(2000, 4, 0, 2));
        assertThat(found.heldOutAuc()).isCloseTo(Detectability.auc(1.5), within(0.012));
        assertThat(found.auc()).isCloseTo(Detectability.auc(1.5), within(0.012));
    }

    @Test
    void pairsThatTieCountHalf() {
        assertThat(HeldOut.mannWhitney(new double[] {1, 2}, new double[] {1, 3}))
                .isEqualTo((0.5 + 1) / 4);
    }

    @Test
    void withoutASignalTheIntervalReachesZero() {
        Detectability none = Detectability.of(normal(100, 5, 0, 11), normal(100, 5, 0, 12));
        assertThat(none.low()).isZero();
        assertThat(none.dPrime()).isLessThan(0.5);
        assertThat(none.heldOutAuc()).isCloseTo(0.5, within(0.1));
    }

    @Test
    void whatCannotBeJudgedIsRefusedInOneLine() {
        assertThatThrownBy(() -> Detectability.of(normal(3, 5, 1, 1), normal(3, 5, 0, 2)))
                .hasMessageContaining("needs more images than 3 with and 3 without");
        List<double[]> same = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            same.add(new double[] {1});
        }
        assertThatThrownBy(() -> Detectability.of(same, same)).hasMessageContaining("is there any noise?");
    }
}
