package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The figures of low-dose CT for people: of each block and dose a row a method, means over patients with their 95 % intervals; how
 * the models rank; and which rows the first of them does not win, with what it did to the noise and the mean of soft tissue.
 */
final class LowDoseTables {
    private final BenchResults results;
    private final List<BenchMetric> metrics;

    LowDoseTables(BenchResults results) {
        this.results = results;
        this.metrics = results.plan().metrics().metrics();
    }

    /** All of it as Markdown. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        for (Block block : results.plan().blocks()) {
            text.append(text.isEmpty() ? "" : "\n")
                    .append("## ")
                    .append(block.subset())
                    .append("\n\n");
            text.append(block.windowReason());
            text.append(judged(block).isPresent() ? " Behind the models' figures stand their ranks.\n" : "\n");
            for (Corruption corruption : results.plan().corruptions()) {
                text.append("\n### ").append(corruption.describe()).append("\n\n");
                text.append(rows(block, corruption));
            }
            lost(block).ifPresent(lines -> text.append('\n').append(lines));
        }
        return text.toString();
    }

    private String rows(Block block, Corruption corruption) {
        List<String> heads = new ArrayList<>(List.of("method"));
        metrics.forEach(metric -> heads.add(metric.titleWithUnit(Unit.HOUNSFIELD)));
        StringBuilder text = new StringBuilder(line(heads))
                .append(line(heads.stream().map(head -> "---").toList()));
        for (Column column : results.columns(block)) {
            List<String> cells = new ArrayList<>(List.of(column.title()));
            for (int m = 0; m < metrics.size(); m++) {
                Summary of = results.summary(block, corruption, column, m);
                cells.add(figure(of, metrics.get(m).decimals()) + rank(block, corruption, column, m));
            }
            text.append(line(cells));
        }
        return text.toString();
    }

    private static String figure(Summary of, int decimals) {
        if (Double.isNaN(of.mean())) {
            return "-";
        }
        String mean = Numbers.fixed(of.mean(), decimals);
        return of.patients() < 2 || Double.isInfinite(of.mean())
                ? mean
                : mean + " (" + Numbers.fixed(of.low(), decimals) + " to " + Numbers.fixed(of.high(), decimals) + ")";
    }

    /** Of models alone: the others are there to be compared with. */
    private String rank(Block block, Corruption corruption, Column column, int metric) {
        if (column.set() != Column.Set.MODEL) {
            return "";
        }
        return standing(block, corruption, column, metric)
                .map(found -> ", " + found.rank() + " of " + found.of())
                .orElse("");
    }

    Optional<Standing> standing(Block block, Corruption corruption, Column column, int metric) {
        return results.standings(block, corruption, metric).stream()
                .filter(found -> found.column().equals(column))
                .findFirst();
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    /** The first of a block's models: the one that is judged. */
    Optional<Column> judged(Block block) {
        return results.columns(block).stream()
                .filter(column -> column.set() == Column.Set.MODEL)
                .findFirst();
    }

    /** A heading and a line for each row that the judged model does not win; empty without a model. */
    private Optional<String> lost(Block block) {
        Optional<Column> model = judged(block);
        if (model.isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = losses(block, model.get());
        String head = lines.isEmpty()
                ? model.get().title() + " is first in every row that could be ranked.\n"
                : "Rows that " + model.get().title() + " does not win:\n\n";
        return Optional.of(head + lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining()));
    }

    /** One line for each row in which the model has a rival ahead of it. */
    List<String> losses(Block block, Column model) {
        List<String> lines = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            for (int m = 0; m < metrics.size(); m++) {
                standing(block, corruption, model, m)
                        .filter(found -> !found.first())
                        .ifPresent(found -> lines.add(loss(block, corruption, found)));
            }
        }
        return lines;
    }

    private String loss(Block block, Corruption corruption, Standing found) {
        BenchMetric metric = metrics.get(found.metric());
        int digits = metric.decimals() + 1;
        String interval = found.patients() < 2
                ? "one patient, so no interval"
                : String.format(
                        Locale.ROOT,
                        "95 %% interval %s to %s, %s",
                        Numbers.fixed(-found.lead().high(), digits),
                        Numbers.fixed(-found.lead().low(), digits),
                        found.chance() ? "which other patients could turn round" : "paired over patients");
        return String.format(
                Locale.ROOT,
                "%s, %s: %d of %d, %s behind %s (%s; ahead in %d of %d %s). %s",
                corruption.describe(),
                metric.title(),
                found.rank(),
                found.of(),
                Numbers.fixed(-found.lead().mean(), digits),
                found.rival().title(),
                interval,
                found.ahead(),
                found.patients(),
                found.patients() == 1 ? "patient" : "patients",
                causes(block, corruption, found));
    }

    /** What both did to soft tissue; a cause is for a reader to find, these are the figures to find it by. */
    private String causes(Block block, Corruption corruption, Standing found) {
        return "Soft tissue: noise " + both(block, corruption, found, LowDoseMetrics.NOISE, " of the full dose's")
                + "; bias " + both(block, corruption, found, LowDoseMetrics.BIAS, " HU") + ".";
    }

    private String both(Block block, Corruption corruption, Standing found, String key, String unit) {
        int metric = BenchMetrics.index(metrics, key);
        return value(block, corruption, found.column(), metric) + " and "
                + value(block, corruption, found.rival(), metric) + unit;
    }

    private String value(Block block, Corruption corruption, Column column, int metric) {
        double mean = results.summary(block, corruption, column, metric).mean();
        return Double.isNaN(mean)
                ? "-"
                : Numbers.fixed(mean, metrics.get(metric).decimals());
    }
}
