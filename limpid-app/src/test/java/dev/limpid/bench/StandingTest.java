package dev.limpid.bench;

import static dev.limpid.bench.GivenFigures.figures;
import static dev.limpid.bench.GivenFigures.of;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is ahead of whom in a row of low-dose CT, by figures that a journal is given. */
class StandingTest {
    private static final Corruption HALF = new Corruption(new SimulatedDose(0.5), Map.of(), 1, false, 1);

    @TempDir
    private Path folder;

    private BenchResults results(String metric, Map<String, double[]> figures) throws IOException {
        return GivenFigures.results(folder, List.of(HALF), metric, figures);
    }

    private static List<Standing> standings(BenchResults results, String metric) {
        return results.standings(
                results.plan().blocks().get(0), HALF, BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), metric));
    }

    @Test
    void theBestMeanOverPatientsIsFirstAndALeadIsOverTheBestOther() throws IOException {
        BenchResults results = results(
                "psnr",
                figures(
                        "noisy", of(30, 31, 32, 30, 31, 32),
                        "a", of(35, 33, 37, 35, 33, 37),
                        "b", of(34, 34, 35, 34, 34, 35),
                        "c", of(20, 20, 20, 20, 20, 20)));
        List<Standing> all = standings(results, "psnr");
        assertThat(all)
                .extracting(
                        one -> one.column().method(),
                        Standing::rank,
                        Standing::of,
                        one -> one.rival().method())
                .containsExactly(tuple("a", 1, 4, "b"), tuple("b", 2, 4, "a"), tuple("c", 4, 4, "a"));
        // Differences 1, -1 and 2 dB, each twice: the mean is 2/3, and draws of six of them reach below 0.
        assertThat(all.get(0).lead().mean()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(all.get(0).ahead()).isEqualTo(4);
        assertThat(all.get(0).chance()).isTrue();
        assertThat(all.get(2).chance()).isFalse();
    }

    @Test
    void anErrorIsBetterWhereItIsSmallerAndEqualMeansShareARank() throws IOException {
        List<Standing> all = standings(
                results("rmse", figures("noisy", of(9, 9, 9), "a", of(4, 5, 6), "b", of(6, 5, 4), "c", of(7, 7, 7))),
                "rmse");
        assertThat(all)
                .extracting(one -> one.column().method(), Standing::rank)
                .containsExactly(tuple("a", 1), tuple("b", 1), tuple("c", 3));
        assertThat(all.get(0).lead().mean()).isZero();
    }

    @Test
    void shiftsUpAndDownDoNotCancelInBiasAndTheImageAsItWasIsNoRivalThere() throws IOException {
        List<Standing> all = standings(
                results(LowDoseMetrics.BIAS, figures("noisy", of(0, 0, 0), "a", of(3, -3, 0), "b", of(-1, -1, -1))),
                LowDoseMetrics.BIAS);
        assertThat(all)
                .extracting(one -> one.column().method(), Standing::rank, Standing::of)
                .containsExactly(tuple("a", 2, 2), tuple("b", 1, 2));
        assertThat(all.get(1).lead().mean()).isCloseTo(1, within(1e-9));
    }

    @Test
    void aMethodThatLacksAnImageIsNotRanked() throws IOException {
        List<Standing> all = standings(
                results(
                        "ssim",
                        figures("noisy", of(.5, .5, .5), "a", of(.9, GivenFigures.FAILED, .9), "b", of(.7, .7, .7))),
                "ssim");
        assertThat(all)
                .extracting(one -> one.column().method(), Standing::rank, Standing::of)
                .containsExactly(tuple("b", 1, 2));
    }

    @Test
    void whatJudgesNothingRanksNothing() throws IOException {
        BenchResults results =
                results(LowDoseMetrics.NOISE, figures("noisy", of(2, 2, 2), "a", of(1, 1, 1), "b", of(.5, .5, .5)));
        assertThat(standings(results, LowDoseMetrics.NOISE)).isEmpty();
    }

    @Test
    void ofFewerThanSixPatientsEveryOrderMayBeChance() throws IOException {
        for (int patients : new int[] {1, 5, 6}) {
            double[] better = new double[patients];
            double[] worse = new double[patients];
            Arrays.fill(better, 0.9);
            Arrays.fill(worse, 0.5);
            List<Standing> all = standings(
                    GivenFigures.results(
                            folder.resolve("p" + patients),
                            List.of(HALF),
                            "ssim",
                            figures("noisy", worse, "a", better)),
                    "ssim");
            assertThat(all)
                    .singleElement()
                    .satisfies(one ->
                            assertThat(one.chance()).as(patients + " patients").isEqualTo(patients < 6));
        }
    }
}
