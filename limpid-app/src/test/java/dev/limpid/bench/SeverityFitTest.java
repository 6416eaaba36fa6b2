package dev.limpid.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.bench.layout.ImageRef;
import dev.limpid.degrade.DegradationKinds;
import dev.limpid.image.Modality;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.ObjectMapper;

class SeverityFitTest {
    private static final String KIND = "gaussian";
    private static final List<Double> SEVERITIES = List.of(0.5, 1.0, 2.0);
    private static final Corruption CORRUPTION =
            new Corruption(DegradationKinds.find(KIND).orElseThrow(), Map.of(), 1, true, 1);

    @TempDir
    private Path folder;

    /** Figures that are {@code off} dB from the paper's; a method in {@code failed} has none. */
    private static void measure(Journal journal, String subset, double severity, double off, String... failed)
            throws IOException {
        List<Measured> measured = new ArrayList<>();
        for (String method : SeverityFit.METHODS) {
            double[] values = new double[BenchMetrics.FOLLOWED.size()];
            values[BenchMetrics.index(BenchMetrics.FOLLOWED, BenchMetrics.WRAPPED)] = off
                    + PaperTables.figure("RSNA", BenchMetrics.WRAPPED, KIND, method)
                            .orElseThrow();
            values[BenchMetrics.index(BenchMetrics.FOLLOWED, BenchMetrics.SSIM)] =
                    PaperTables.figure("RSNA", BenchMetrics.SSIM, KIND, method).orElseThrow();
            if (!List.of(failed).contains(method)) {
                measured.add(new Measured(method, Column.Set.DEFAULT, values, 1));
            }
        }
        Cell cell = new Cell(Cell.SWEEP, subset, KIND, severity, "x", "p", 1, "{}", 1, measured);
        boolean whole = failed.length == 0;
        journal.put(whole ? cell.key() : Cell.partial(cell.key()), new ObjectMapper().writeValueAsString(cell));
    }

    private static BenchPlan plan(String... subsets) {
        List<BenchPlan.Block> blocks = new ArrayList<>();
        for (String subset : subsets) {
            ImageRef ref = new ImageRef(subset, "p", Path.of("x"), "x", 0, Optional.empty());
            blocks.add(new BenchPlan.Block(
                    subset,
                    Modality.OTHER,
                    Modality.OTHER,
                    Optional.empty(),
                    Optional.empty(),
                    "",
                    List.of(ref),
                    List.of(),
                    List.of(),
                    Optional.of("RSNA"),
                    "folder"));
        }
        return new BenchPlan(blocks, List.of(CORRUPTION), true, false, SEVERITIES, 1, 1, MetricSet.GENERAL);
    }

    private interface Figures {
        void to(Journal journal) throws IOException;
    }

    private SeverityFit.Outcome fit(BenchPlan plan, Figures figures) throws IOException {
        try (Journal journal = Journal.open(folder.resolve("journal"), lost -> {})) {
            figures.to(journal);
            return SeverityFit.of(BenchResults.curves(plan, journal), List.of());
        }
    }

    @Test
    void theSeverityNearestToThePaperIsTheAnswer() throws IOException {
        SeverityFit.Outcome outcome = fit(plan("a"), journal -> {
            measure(journal, "a", 0.5, 3);
            measure(journal, "a", 1, -1.5);
            measure(journal, "a", 2, -6);
        });
        assertThat(outcome.best()).containsExactly(Map.entry(KIND, 1.0));
        // Four filters, each half of 3 dB away.
        assertThat(outcome.markdown()).contains("| gaussian | 1 | 1.00 | 1.00 | none |");
    }

    @Test
    void aSeverityAtWhichAFilterFailedCannotWinByTheTermsItLacks() throws IOException {
        SeverityFit.Outcome outcome = fit(plan("a"), journal -> {
            measure(journal, "a", 0.5, 1.5, "mean", "median", "wavelet");
            measure(journal, "a", 1, 1.5);
            measure(journal, "a", 2, 3);
        });
        assertThat(outcome.best()).containsExactly(Map.entry(KIND, 1.0));
        assertThat(outcome.markdown()).contains("| gaussian | 1 | 1.00 | 1.00 | 0.5 |");
    }

    @Test
    void aSeverityWithAnInfiniteFigureIsLeftOut() throws IOException {
        SeverityFit.Outcome outcome = fit(plan("a"), journal -> {
            measure(journal, "a", 0.5, Double.POSITIVE_INFINITY);
            measure(journal, "a", 1, Double.POSITIVE_INFINITY);
            measure(journal, "a", 2, 3);
        });
        assertThat(outcome.best()).containsExactly(Map.entry(KIND, 2.0));
        assertThat(outcome.markdown()).contains("| gaussian | 2 | 4.00 | left out | 0.5, 1 |");
    }

    @Test
    void aSeverityThatLacksFiguresInOneDataSetIsLeftOutOverAll() throws IOException {
        SeverityFit.Outcome outcome = fit(plan("a", "b"), journal -> {
            measure(journal, "a", 0.5, 0);
            measure(journal, "b", 0.5, 0, "gaussian");
            for (double severity : List.of(1.0, 2.0)) {
                measure(journal, "a", severity, severity);
                measure(journal, "b", severity, severity);
            }
        });
        assertThat(outcome.best()).containsExactly(Map.entry(KIND, 1.0));
        assertThat(outcome.markdown()).contains("| gaussian | 1 | 0.89 | 0.89 | 0.5 |");
    }

    @Test
    void thereIsNoAnswerWhereEverySeverityLacksFigures() throws IOException {
        SeverityFit.Outcome outcome = fit(plan("a"), journal -> {
            measure(journal, "a", 0.5, 0, "mean");
            measure(journal, "a", 1, 0, "mean");
        });
        assertThat(outcome.best()).isEmpty();
        assertThat(outcome.markdown()).contains("| gaussian | none | none | left out | 0.5, 1, 2 |");
    }
}
