package dev.limpid.bench;

import dev.limpid.bench.BenchMetric.Best;
import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.metric.Bootstrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * How a method stands among the others in one row: block, degradation and figure.
 *
 * <p>Methods are ranked by the mean over patients of what a figure costs: of a bias its size, so that one patient's shift up and
 * another's shift down do not cancel. The degraded image itself is a rival, of whom a method that makes an image worse is
 * behind; not in bias, of which an image that was not touched has none. Columns that lack images are not ranked.
 *
 * @param metric its place in the run's figures
 * @param rank 1 for the best; columns of the same mean share it
 * @param of how many were ranked, with the degraded image where it is a rival
 * @param rival the best of the others
 * @param lead over it, larger is better, with its interval: paired over patients
 * @param patients how many
 * @param ahead in how many of them the method is ahead of that rival
 */
record Standing(
        Column column, int metric, int rank, int of, Column rival, Bootstrap.Interval lead, int patients, int ahead) {
    /** A column's cost for each patient. */
    private record Contender(Column column, Map<String, Double> costs) {
        double mean() {
            return costs.values().stream().mapToDouble(cost -> cost).average().orElse(Double.NaN);
        }
    }

    boolean first() {
        return rank == 1;
    }

    /** Whether other patients of the same kind could well turn the order of the two round; so it is where there are few. */
    boolean chance() {
        return patients < Summary.FEWEST || (lead.low() <= 0 && lead.high() >= 0);
    }

    /** The standings of a row's methods; none where the figure judges nothing, or only one method can be ranked. */
    static List<Standing> of(BenchResults results, Block block, Corruption corruption, int metric) {
        Best best = results.plan().metrics().metrics().get(metric).best();
        if (best == Best.NONE) {
            return List.of();
        }
        List<Contender> all = contenders(results, block, corruption, metric, best);
        List<Standing> standings = new ArrayList<>();
        for (Contender one : all) {
            if (one.column.equals(Column.NOISY)) {
                continue;
            }
            Optional<Contender> rival = all.stream()
                    .filter(other -> !other.column.equals(one.column))
                    .min(Comparator.comparingDouble(Contender::mean));
            if (rival.isPresent()) {
                int rank = 1
                        + (int) all.stream()
                                .filter(other -> other.mean() < one.mean())
                                .count();
                standings.add(standing(
                        one,
                        rival.get(),
                        metric,
                        rank,
                        all.size(),
                        results.plan().seed()));
            }
        }
        return standings;
    }

    private static Standing standing(Contender one, Contender rival, int metric, int rank, int of, long seed) {
        double[] own = one.costs.values().stream().mapToDouble(cost -> cost).toArray();
        double[] others = one.costs.keySet().stream()
                .mapToDouble(patient -> Objects.requireNonNull(rival.costs.get(patient)))
                .toArray();
        int ahead = 0;
        for (int i = 0; i < own.length; i++) {
            ahead += own[i] < others[i] ? 1 : 0;
        }
        return new Standing(
                one.column, metric, rank, of, rival.column, Bootstrap.difference(others, own, seed), own.length, ahead);
    }

    private static List<Contender> contenders(
            BenchResults results, Block block, Corruption corruption, int metric, Best best) {
        PatientSums sums = results.sums();
        String kind = corruption.kind().name();
        int images = results.mostImages(block, corruption, metric);
        List<Contender> contenders = new ArrayList<>();
        for (Column column : results.columns(block)) {
            PatientSums.Key key = new PatientSums.Key(block.subset(), kind, column);
            boolean rival = best != Best.NEAREST_ZERO || !column.equals(Column.NOISY);
            double[] means = sums.means(key, metric);
            if (rival
                    && images > 0
                    && sums.images(key, metric) == images
                    && Arrays.stream(means).noneMatch(Double::isInfinite)) {
                Map<String, Double> costs = new LinkedHashMap<>();
                for (int p = 0; p < means.length; p++) {
                    if (!Double.isNaN(means[p])) {
                        costs.put(sums.patients(key).get(p), best.cost(means[p]));
                    }
                }
                contenders.add(new Contender(column, costs));
            }
        }
        return contenders;
    }
}
