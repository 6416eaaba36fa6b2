package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.ObjectMapper;

/**
 * What a journal says, gone through in the plan's order, whatever the order in which it was measured: sums for the
 * tables, the settings chosen by tuning, times, and the curves over severities.
 */
final class BenchResults {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BenchPlan plan;
    private final Journal journal;
    private final PatientSums sums;
    private final Map<PatientSums.Key, Times> times = new LinkedHashMap<>();
    private final Map<String, PatientSums> curves = new LinkedHashMap<>();
    private final Map<Figure, Summary> summaries = new HashMap<>();
    private final Map<Figure, List<Standing>> standings = new HashMap<>();
    private int missing;

    /** A figure of the tables; its interval takes a while, and several files show it. */
    private record Figure(PatientSums.Key key, int metric) {}

    private BenchResults(BenchPlan plan, Journal journal) {
        this.plan = plan;
        this.sums = new PatientSums(plan.metrics().metrics().size());
        this.journal = journal;
    }

    /** Hears of every measured cell, in order. */
    interface Visitor {
        void cell(Cell cell, ImageRef ref) throws IOException;
    }

    static BenchResults read(BenchPlan plan, Journal journal, Visitor visitor) throws IOException {
        BenchResults results = new BenchResults(plan, journal);
        for (Block block : plan.blocks()) {
            int columns = plan.columns(block).size();
            for (Corruption corruption : plan.corruptions()) {
                for (ImageRef ref : block.test()) {
                    Cell cell = results.cell(Cell.key(Cell.MATRIX, block, corruption, ref));
                    results.missing += columns - cell.measured().size();
                    if (!cell.measured().isEmpty()) {
                        results.sums.add(cell);
                        results.time(cell);
                        visitor.cell(cell, ref);
                    }
                }
            }
            results.curves(block);
        }
        return results;
    }

    /** The curves alone. */
    static BenchResults curves(BenchPlan plan, Journal journal) throws IOException {
        BenchResults results = new BenchResults(plan, journal);
        for (Block block : plan.blocks()) {
            results.curves(block);
        }
        return results;
    }

    private void curves(Block block) throws IOException {
        for (double severity : plan.severities()) {
            PatientSums curve = curves.computeIfAbsent(
                    block.subset() + "\t" + severity, key -> new PatientSums(BenchMetrics.FOLLOWED.size()));
            for (Corruption corruption : plan.corruptions()) {
                for (ImageRef ref : plan.followed(block)) {
                    Cell cell = cell(Cell.key(Cell.SWEEP, block, corruption.withSeverity(severity), ref));
                    if (!cell.measured().isEmpty()) {
                        curve.add(cell);
                    }
                }
            }
        }
    }

    private Cell cell(String key) throws IOException {
        return journal.get(journal.has(key) ? key : Cell.partial(key))
                .map(text -> JSON.readValue(text, Cell.class))
                .orElseGet(() -> new Cell("", "", "", 0, "", "", 0, "", 0, List.of()));
    }

    private void time(Cell cell) {
        for (Measured measured : cell.measured()) {
            if (measured.nanos() > 0) {
                times.computeIfAbsent(new PatientSums.Key(cell.subset(), "", measured.column()), key -> new Times())
                        .add(measured.nanos() / 1000.0 / cell.pixels());
            }
        }
    }

    /** Times per megapixel; as many as there are cells. */
    private static final class Times {
        private float[] seconds = new float[64];
        private int count;

        void add(double time) {
            if (count == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * count);
            }
            seconds[count++] = (float) time;
        }

        double median() {
            float[] sorted = Arrays.copyOf(seconds, count);
            Arrays.sort(sorted);
            return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
        }
    }

    BenchPlan plan() {
        return plan;
    }

    PatientSums sums() {
        return sums;
    }

    /** Results that there should be and are not: images that could not be read, methods that failed. */
    int missing() {
        return missing;
    }

    /** Over images of one severity, {@link BenchMetrics#FOLLOWED}. */
    PatientSums curve(Block block, double severity) {
        return curves.getOrDefault(block.subset() + "\t" + severity, new PatientSums(BenchMetrics.FOLLOWED.size()));
    }

    /** Seconds that one megapixel took, median over images and kinds; NaN where nothing was timed. */
    double secondsPerMegapixel(Block block, Column column) {
        Times of = times.get(new PatientSums.Key(block.subset(), "", column));
        return of == null ? Double.NaN : of.median();
    }

    int timed(Block block, Column column) {
        Times of = times.get(new PatientSums.Key(block.subset(), "", column));
        return of == null ? 0 : of.count;
    }

    /** The settings that tuning chose for a block and kind, by method. */
    Map<String, TunedSetting> tuned(Block block, Corruption corruption) throws IOException {
        return TunedSetting.all(journal, block, corruption.kind().name());
    }

    /** Over the patients of a block; of low-dose CT without an interval where there are few. */
    Summary summary(Block block, Corruption corruption, Column column, int metric) {
        PatientSums.Key key =
                new PatientSums.Key(block.subset(), corruption.kind().name(), column);
        return summaries.computeIfAbsent(new Figure(key, metric), figure -> {
            Summary summary = Summary.of(sums, key, metric, plan.seed());
            return plan.metrics() == MetricSet.LOW_DOSE ? summary.withoutIntervalOfFew() : summary;
        });
    }

    /** The mean size of patients' shifts, by which a bias is ranked: {@code size 1.20}; empty of figures that have no sign. */
    String size(Block block, Corruption corruption, Column column, int metric) {
        BenchMetric of = plan.metrics().metrics().get(metric);
        double[] means = sums.knownMeans(
                new PatientSums.Key(block.subset(), corruption.kind().name(), column), metric);
        return of.best() == BenchMetric.Best.NEAREST_ZERO && means.length > 0
                ? "size "
                        + Numbers.fixed(
                                Arrays.stream(means)
                                        .map(of.best()::cost)
                                        .average()
                                        .orElseThrow(),
                                of.decimals())
                : "";
    }

    /** How many images have a figure from the column that has most of them. */
    int mostImages(Block block, Corruption corruption, int metric) {
        return plan.columns(block).stream()
                .mapToInt(column -> sums.images(
                        new PatientSums.Key(block.subset(), corruption.kind().name(), column), metric))
                .max()
                .orElse(0);
    }

    /** How one column stands in a row; empty where it is not ranked. */
    Optional<Standing> standing(Block block, Corruption corruption, Column column, int metric) {
        return standings(block, corruption, metric).stream()
                .filter(found -> found.column().equals(column))
                .findFirst();
    }

    /** See {@link Standing#of}. */
    List<Standing> standings(Block block, Corruption corruption, int metric) {
        PatientSums.Key row =
                new PatientSums.Key(block.subset(), corruption.kind().name(), Column.NOISY);
        return standings.computeIfAbsent(
                new Figure(row, metric), figure -> Standing.of(this, block, corruption, metric));
    }

    /** The columns of a block for which there is at least one result. */
    List<Column> columns(Block block) {
        List<Column> present = new ArrayList<>();
        for (Column column : plan.columns(block)) {
            boolean any = plan.corruptions().stream()
                    .anyMatch(corruption -> sums.has(new PatientSums.Key(
                            block.subset(), corruption.kind().name(), column)));
            if (any) {
                present.add(column);
            }
        }
        return present;
    }
}
