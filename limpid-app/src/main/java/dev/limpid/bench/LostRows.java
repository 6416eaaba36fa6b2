package dev.limpid.bench;

import dev.limpid.bench.BenchMetric.Best;
import dev.limpid.bench.BenchPlan.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which rows of a block the judged model does not win, in words: those that another method wins, and those in which the model could
 * not be ranked, which is no victory either.
 *
 * @param model the first of the block's models, whether or not it has any result
 */
record LostRows(BenchResults results, Block block, Column model) {
    /** Those of a block; empty without a model. */
    static Optional<LostRows> of(BenchResults results, Block block) {
        return results.plan().columns(block).stream()
                .filter(column -> column.set() == Column.Set.MODEL)
                .findFirst()
                .map(model -> new LostRows(results, block, model));
    }

    /** In how many rows it is first: {@code ct-low-dose is first in 3 of 15 rows.}. */
    String verdict() {
        List<String> others = lines();
        int rows = results.plan().corruptions().size() * ranking().length;
        return others.isEmpty()
                ? model.title() + " is first in every row."
                : model.title() + " is first in " + (rows - others.size()) + " of " + rows + " rows.";
    }

    /** A line for each row in which it is not first, degradation by degradation. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            for (int metric : ranking()) {
                String row =
                        corruption.describe() + ", " + metrics().get(metric).title() + ": ";
                Optional<Standing> found = results.standing(block, corruption, model, metric);
                if (found.isEmpty()) {
                    lines.add(row + "not ranked: " + hindrance(corruption, metric) + ".");
                } else if (!found.get().first()) {
                    lines.add(row + loss(corruption, found.get()));
                }
            }
        }
        return lines;
    }

    private List<BenchMetric> metrics() {
        return results.plan().metrics().metrics();
    }

    /** The figures that judge. */
    private int[] ranking() {
        return IntStream.range(0, metrics().size())
                .filter(metric -> metrics().get(metric).best() != Best.NONE)
                .toArray();
    }

    /** Why {@link Standing} does not know the model. */
    private String hindrance(Corruption corruption, int metric) {
        int most = results.mostImages(block, corruption, metric);
        Summary own = results.summary(block, corruption, model, metric);
        if (most == 0) {
            return "no image has this figure";
        }
        if (own.images() < most) {
            return "results for " + own.images() + " of " + most + (most == 1 ? " image" : " images");
        }
        return Double.isInfinite(own.mean())
                ? "a result is the full dose itself, whose figure has no end"
                : "no other method has results for all images";
    }

    private String loss(Corruption corruption, Standing found) {
        BenchMetric metric = metrics().get(found.metric());
        int digits = metric.decimals() + 1;
        String patients = found.patients() + (found.patients() == 1 ? " patient" : " patients");
        String interval = found.patients() < Summary.FEWEST
                ? patients + ": too few for an interval"
                : String.format(
                        Locale.ROOT,
                        "95 %% interval %s to %s, %s",
                        Numbers.fixed(-found.lead().high(), digits),
                        Numbers.fixed(-found.lead().low(), digits),
                        found.chance() ? "which other patients could turn round" : "paired over patients");
        return String.format(
                Locale.ROOT,
                "%d of %d, %s behind %s (%s; ahead in %d of %s). Soft tissue: noise %s of the full dose's; bias %s HU.",
                found.rank(),
                found.of(),
                Numbers.fixed(-found.lead().mean(), digits),
                found.rival().title(),
                interval,
                found.ahead(),
                patients,
                both(corruption, found, LowDoseMetrics.NOISE),
                both(corruption, found, LowDoseMetrics.BIAS));
    }

    /** What both did to soft tissue; a cause is for a reader to find, these are the figures to find it by. */
    private String both(Corruption corruption, Standing found, String key) {
        int metric = BenchMetrics.index(metrics(), key);
        return value(corruption, found.column(), metric) + " and " + value(corruption, found.rival(), metric);
    }

    private String value(Corruption corruption, Column column, int metric) {
        double mean = results.summary(block, corruption, column, metric).mean();
        if (Double.isNaN(mean)) {
            return "-";
        }
        String size = results.size(block, corruption, column, metric);
        return Numbers.fixed(mean, metrics().get(metric).decimals()) + (size.isEmpty() ? "" : " (" + size + ")");
    }
}
