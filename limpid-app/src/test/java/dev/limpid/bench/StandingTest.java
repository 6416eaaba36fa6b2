package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.Denoiser;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Modality;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

/** Who is ahead of whom in a row of low-dose CT, by figures that a journal is given. */
class StandingTest {
    private static final Corruption HALF = new Corruption(new SimulatedDose(0.5), Map.of(), 1, false, 1);
    private static final List<String> PATIENTS = List.of("p", "q", "r");

    @TempDir
    private Path folder;

    /** A model that is only named. */
    private record Named(String name) implements BenchMethod {
        @Override
        public boolean isModel() {
            return true;
        }

        @Override
        public String identity() {
            return name;
        }

        @Override
        public boolean takes(Slice slice) {
            return true;
        }

        @Override
        public Denoiser denoiser(Map<String, String> parameters, IntensityRange range) {
            throw new IllegalStateException("nothing is denoised here");
        }

        @Override
        public void close() {}
    }

    /** A figure of each method, patient by patient; not a number where a method failed. */
    private BenchResults results(String metric, Map<String, double[]> figures) throws IOException {
        List<ImageRef> images = PATIENTS.stream()
                .map(patient -> new ImageRef("s", patient, Path.of(patient), patient, 0, Optional.empty()))
                .toList();
        List<BenchMethod> methods = new ArrayList<>();
        figures.keySet().stream().filter(name -> !name.equals("noisy")).forEach(name -> methods.add(new Named(name)));
        BenchPlan.Block block = new BenchPlan.Block(
                "s",
                Modality.CT,
                Modality.CT,
                Optional.empty(),
                Optional.of(new IntensityRange(-150, 250)),
                "Window -150 to 250 HU.",
                images,
                List.of(),
                methods,
                Optional.empty(),
                "folder");
        BenchPlan plan = new BenchPlan(List.of(block), List.of(HALF), true, false, List.of(), 0, 1, MetricSet.LOW_DOSE);
        try (Journal journal = Journal.open(folder.resolve("journal"), lost -> {})) {
            for (int p = 0; p < PATIENTS.size(); p++) {
                List<Measured> measured = new ArrayList<>();
                for (Map.Entry<String, double[]> method : figures.entrySet()) {
                    double[] values = new double[MetricSet.LOW_DOSE.metrics().size()];
                    Arrays.fill(values, 1);
                    values[BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), metric)] = method.getValue()[p];
                    if (!Double.isNaN(method.getValue()[p])) {
                        Column column = method.getKey().equals("noisy")
                                ? Column.NOISY
                                : new Column(method.getKey(), Column.Set.MODEL);
                        measured.add(new Measured(column.method(), column.set(), values, 1));
                    }
                }
                String patient = PATIENTS.get(p);
                Cell cell = new Cell(Cell.MATRIX, "s", HALF.kind().name(), 1, patient, patient, 1, "{}", 1, measured);
                journal.put(cell.key(), new ObjectMapper().writeValueAsString(cell));
            }
            return BenchResults.read(plan, journal, (cell, ref) -> {});
        }
    }

    private static Map<String, double[]> figures(Object... namesAndValues) {
        Map<String, double[]> figures = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            figures.put((String) namesAndValues[i], (double[]) namesAndValues[i + 1]);
        }
        return figures;
    }

    private static double[] of(double... values) {
        return values;
    }

    private static List<Standing> standings(BenchResults results, String metric) {
        return results.standings(
                results.plan().blocks().get(0), HALF, BenchMetrics.index(MetricSet.LOW_DOSE.metrics(), metric));
    }

    @Test
    void theBestMeanOverPatientsIsFirstAndALeadIsOverTheBestOther() throws IOException {
        BenchResults results = results(
                "psnr",
                figures("noisy", of(30, 31, 32), "a", of(35, 33, 37), "b", of(34, 34, 35), "c", of(20, 20, 20)));
        List<Standing> all = standings(results, "psnr");
        assertThat(all)
                .extracting(
                        one -> one.column().method(),
                        Standing::rank,
                        Standing::of,
                        one -> one.rival().method())
                .containsExactly(tuple("a", 1, 4, "b"), tuple("b", 2, 4, "a"), tuple("c", 4, 4, "a"));
        // Differences 1, -1 and 2 dB: the mean is 2/3, and draws of three of them reach below 0.
        assertThat(all.get(0).lead().mean()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(all.get(0).ahead()).isEqualTo(2);
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
                results("ssim", figures("noisy", of(.5, .5, .5), "a", of(.9, Double.NaN, .9), "b", of(.7, .7, .7))),
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
    void aLostRowSaysByHowMuchAndWhatBothDidToSoftTissue() throws IOException {
        BenchResults results =
                results("ssim", figures("noisy", of(.5, .5, .5), "a", of(.8, .7, .8), "b", of(.9, .9, .9)));
        assertThat(new LowDoseTables(results).markdown())
                .contains("| a | 0.767 (0.700 to 0.800), 2 of 3 |")
                .contains("- low-dose 50 %, SSIM: 2 of 3, 0.1333 behind b (95 % interval 0.1000 to 0.2000, paired over"
                        + " patients; ahead in 0 of 3 patients). Soft tissue: noise 1.00 and 1.00 of the full dose's; bias"
                        + " 1.00 and 1.00 HU.");
        BenchResults won = results("ssim", figures("noisy", of(.5, .5, .5), "a", of(.9, .9, .9)));
        assertThat(new LowDoseTables(won).losses(won.plan().blocks().get(0), new Column("a", Column.Set.MODEL)))
                .noneMatch(line -> line.contains("SSIM"));
    }
}
