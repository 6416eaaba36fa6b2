package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.image.Unit;
import dev.limpid.report.ComparisonTable;
import dev.limpid.report.ComparisonTable.Cell;
import dev.limpid.report.ComparisonTable.Group;
import dev.limpid.report.ComparisonTable.Row;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A block's figures as tables of a page: default parameters, tuned ones and the paper's, row beneath row. */
final class PageTables {
    private final BenchResults results;
    private final Block block;
    private final List<Column> columns;
    private final List<String> methods;

    PageTables(BenchResults results, Block block) {
        this.results = results;
        this.block = block;
        // Of low-dose CT also a method that failed everywhere: it was to be judged.
        this.columns =
                results.plan().metrics() == MetricSet.LOW_DOSE ? results.plan().columns(block) : results.columns(block);
        Set<String> names = new LinkedHashSet<>();
        columns.forEach(column -> names.add(column.method()));
        this.methods = List.copyOf(names);
    }

    ComparisonTable table(int metric, Unit unit) {
        BenchMetric of = results.plan().metrics().metrics().get(metric);
        boolean compared = block.paper().isPresent()
                && (of.key().equals(BenchMetrics.WRAPPED) || of.key().equals(BenchMetrics.SSIM));
        boolean drunet = compared && results.plan().corruptions().stream().anyMatch(this::hasPaper);
        List<String> heads = new ArrayList<>(methods);
        if (drunet) {
            heads.add(PaperTables.NETWORK);
        }
        List<Group> groups = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            List<Row> rows = new ArrayList<>();
            boolean defaults = columns.stream().anyMatch(column -> column.set() == Column.Set.DEFAULT);
            boolean tuned = columns.stream().anyMatch(column -> column.set() == Column.Set.TUNED);
            if (defaults || !tuned) {
                rows.add(row("default", Column.Set.DEFAULT, corruption, metric, of, drunet));
            }
            if (tuned) {
                rows.add(row("tuned", Column.Set.TUNED, corruption, metric, of, drunet));
            }
            if (drunet) {
                rows.add(paper(corruption, of, heads));
            }
            groups.add(new Group(corruption.kind().name(), rows));
        }
        String caption = block.subset() + ": " + of.titleWithUnit(unit) + ". "
                + of.meaning()
                + (of.windowed() ? window() : "")
                + (of.key().equals(BenchMetrics.WRAPPED) ? "" : " " + of.best().words())
                + (drunet
                        ? " Paper: " + (of.key().equals(BenchMetrics.WRAPPED) ? "PSNR" : "SSIM") + " printed for "
                                + block.paper().orElse("") + ", other images."
                        : "");
        return new ComparisonTable(caption, heads, groups);
    }

    private String window() {
        return block.window()
                .map(window -> " Of images as the display window " + Numbers.plain(window.low()) + " to "
                        + Numbers.plain(window.high()) + " shows them, whose width takes the range's place.")
                .orElse("");
    }

    private boolean hasPaper(Corruption corruption) {
        return methods.stream()
                .anyMatch(method -> PaperTables.figure(
                                block.paper().orElse(""),
                                BenchMetrics.SSIM,
                                corruption.kind().name(),
                                method)
                        .isPresent());
    }

    private Row row(String name, Column.Set set, Corruption corruption, int metric, BenchMetric of, boolean wider) {
        List<Summary> summaries = new ArrayList<>();
        List<String> sizes = new ArrayList<>();
        for (String method : methods) {
            String size = "";
            Summary summary = new Summary(Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);
            for (Column column : columns) {
                boolean here = column.set() == set || column.set() == Column.Set.MODEL || column.equals(Column.NOISY);
                if (column.method().equals(method) && here) {
                    summary = results.summary(block, corruption, column, metric);
                    size = results.size(block, corruption, column, metric);
                }
            }
            summaries.add(summary);
            sizes.add(size);
        }
        int images = summaries.stream().mapToInt(Summary::images).max().orElse(0);
        double best = best(summaries, images, of.best());
        List<Cell> cells = new ArrayList<>();
        for (int k = 0; k < summaries.size(); k++) {
            cells.add(cell(summaries.get(k), sizes.get(k), of, best, images));
        }
        if (wider) {
            cells.add(Cell.NONE);
        }
        return new Row(name, false, cells);
    }

    /** The best mean of those over all images: one over fewer may have been spared the hard ones. */
    private static double best(List<Summary> summaries, int images, BenchMetric.Best best) {
        // A mean near to 0 may be of shifts that cancel; ranks tell those apart.
        if (best == BenchMetric.Best.NEAREST_ZERO || best == BenchMetric.Best.NONE) {
            return Double.NaN;
        }
        DoubleStream means = summaries.stream()
                .filter(summary -> summary.images() == images)
                .mapToDouble(Summary::mean)
                .filter(mean -> !Double.isNaN(mean));
        return (best == BenchMetric.Best.LARGEST ? means.max() : means.min()).orElse(Double.NaN);
    }

    /** @param size beside a mean in which shifts cancel; may be empty */
    private Cell cell(Summary summary, String size, BenchMetric of, double best, int images) {
        boolean whole = summary.images() == images;
        // Of low-dose CT every image counts that was to be measured, also where no method has the figure.
        boolean lowDose = results.plan().metrics() == MetricSet.LOW_DOSE;
        int wanted = lowDose ? block.test().size() : images;
        String fewer = summary.images() == wanted ? "" : summary.images() + " of " + wanted + " images";
        if (Double.isNaN(summary.mean())) {
            return new Cell("\u2013", lowDose ? fewer : "", false);
        }
        if (Double.isInfinite(summary.mean())) {
            return new Cell("\u221e", "", whole && summary.mean() == best);
        }
        String value = Numbers.fixed(summary.mean(), of.decimals());
        String interval = summary.patients() < 2 || Double.isNaN(summary.low())
                ? ""
                : Numbers.fixed(summary.low(), of.decimals())
                        + (summary.low() < 0 ? " to " : "\u2013")
                        + Numbers.fixed(summary.high(), of.decimals());
        // Figures that are written alike are equally good.
        boolean marked =
                whole && !of.key().equals(BenchMetrics.WRAPPED) && value.equals(Numbers.fixed(best, of.decimals()));
        String notes =
                Stream.of(interval, size, fewer).filter(note -> !note.isEmpty()).collect(Collectors.joining("; "));
        return new Cell(value, notes, marked);
    }

    private Row paper(Corruption corruption, BenchMetric of, List<String> heads) {
        List<Cell> cells = new ArrayList<>();
        for (String head : heads) {
            OptionalDouble figure = PaperTables.figure(
                    block.paper().orElse(""), of.key(), corruption.kind().name(), head);
            cells.add(figure.isPresent() ? new Cell(Numbers.fixed(figure.getAsDouble(), 2), "", false) : Cell.NONE);
        }
        return new Row("paper", true, cells);
    }

    /** What tuning chose, a row a degradation. */
    ComparisonTable tuned() throws java.io.IOException {
        List<String> names = columns.stream()
                .filter(column -> column.set() == Column.Set.TUNED)
                .map(Column::method)
                .toList();
        List<Group> groups = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            List<Cell> cells = new ArrayList<>();
            var tuned = results.tuned(block, corruption);
            for (String name : names) {
                TunedSetting setting = tuned.get(name);
                cells.add(setting == null ? Cell.NONE : words(setting));
            }
            groups.add(new Group(corruption.kind().name(), List.of(new Row("tuned", false, cells))));
        }
        return new ComparisonTable(
                block.subset() + ": parameters chosen on validation patients. \"End\" says that the value is an end of"
                        + " its grid, so that a better one may lie outside.",
                names,
                groups);
    }

    private static Cell words(TunedSetting setting) {
        List<String> values = new ArrayList<>();
        setting.parameters().forEach((name, value) -> values.add(name + " " + value));
        java.util.Collections.sort(values);
        String end = setting.atEnd().isEmpty() ? "" : "end: " + String.join(", ", setting.atEnd());
        return new Cell(String.join(", ", values), end, false);
    }
}
