package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;
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
            Optional<LostRows> lost = LostRows.of(results, block);
            text.append(text.isEmpty() ? "" : "\n")
                    .append("## ")
                    .append(block.subset())
                    .append("\n\n");
            List<String> notes = new ArrayList<>(List.of(block.windowReason()));
            notes.addAll(notes(results, block));
            if (lost.isPresent()) {
                notes.add("Behind the models' figures stand their ranks.");
            }
            text.append(String.join(" ", notes)).append('\n');
            for (Corruption corruption : results.plan().corruptions()) {
                text.append("\n### ").append(corruption.describe()).append("\n\n");
                text.append(rows(block, corruption));
            }
            lost.ifPresent(rows -> text.append('\n').append(inWords(rows)));
        }
        return text.toString();
    }

    private static String inWords(LostRows rows) {
        List<String> lines = rows.lines();
        return rows.verdict()
                + (lines.isEmpty() ? "\n" : " The others:\n\n")
                + lines.stream().map(line -> "- " + line + "\n").collect(Collectors.joining());
    }

    /** What keeps a block's figures from being what they look like: too few patients, images of which the window shows nothing. */
    static List<String> notes(BenchResults results, Block block) {
        List<String> notes = new ArrayList<>();
        int patients =
                (int) block.test().stream().map(ref -> ref.patient()).distinct().count();
        if (patients < Summary.FEWEST) {
            notes.add(
                    patients == 1
                            ? "Of one patient there is no interval."
                            : "Of " + patients + " patients, fewer than " + Summary.FEWEST
                                    + ", no intervals are given.");
        }
        List<BenchMetric> metrics = results.plan().metrics().metrics();
        Corruption first = results.plan().corruptions().get(0);
        int all = results.mostImages(block, first, BenchMetrics.index(metrics, LowDoseMetrics.RMSE));
        int seen = results.mostImages(block, first, BenchMetrics.index(metrics, BenchMetrics.PSNR));
        if (seen < all) {
            notes.add((all - seen) + " of " + all + (all - seen == 1 ? " images shows" : " images show")
                    + " nothing in the window, all black or all white: SSIM and PSNR are of the others.");
        }
        return notes;
    }

    private String rows(Block block, Corruption corruption) {
        List<String> heads = new ArrayList<>(List.of("method"));
        metrics.forEach(metric -> heads.add(metric.titleWithUnit(Unit.HOUNSFIELD)));
        StringBuilder text = new StringBuilder(line(heads))
                .append(line(heads.stream().map(head -> "---").toList()));
        for (Column column : results.plan().columns(block)) {
            List<String> cells = new ArrayList<>(List.of(column.title()));
            for (int m = 0; m < metrics.size(); m++) {
                cells.add(cell(block, corruption, column, m));
            }
            text.append(line(cells));
        }
        return text.toString();
    }

    private String cell(Block block, Corruption corruption, Column column, int metric) {
        Summary of = results.summary(block, corruption, column, metric);
        StringBuilder text = new StringBuilder(figure(of, metrics.get(metric).decimals()));
        String size = results.size(block, corruption, column, metric);
        text.append(size.isEmpty() ? "" : ", " + size);
        int images = block.test().size();
        if (of.images() < images) {
            text.append("; ")
                    .append(of.images())
                    .append(" of ")
                    .append(images)
                    .append(images == 1 ? " image" : " images");
        }
        return text.append(rank(block, corruption, column, metric)).toString();
    }

    private static String figure(Summary of, int decimals) {
        if (Double.isNaN(of.mean())) {
            return "-";
        }
        String mean = Numbers.fixed(of.mean(), decimals);
        return Double.isNaN(of.low()) || Double.isInfinite(of.mean())
                ? mean
                : mean + " (" + Numbers.fixed(of.low(), decimals) + " to " + Numbers.fixed(of.high(), decimals) + ")";
    }

    /** Of models alone: the others are there to be compared with. */
    private String rank(Block block, Corruption corruption, Column column, int metric) {
        if (column.set() != Column.Set.MODEL) {
            return "";
        }
        return results.standing(block, corruption, column, metric)
                .map(found -> ", " + found.rank() + " of " + found.of())
                .orElse("");
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |\n"));
    }
}
