package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The tables of low-dose CT for other programs: {@code patients.csv} and {@code ranks.csv}. */
final class LowDoseFiles {
    private LowDoseFiles() {}

    /** Each patient's means over its images, a line a column; no figure where a metric applies to none of them. */
    static String patients(BenchResults results) {
        List<BenchMetric> metrics = results.plan().metrics().metrics();
        List<String> head = new ArrayList<>(List.of("subset", "kind", "patient", "method", "parameters"));
        metrics.forEach(metric -> head.addAll(List.of(metric.key(), metric.key() + "Images")));
        StringBuilder text = new StringBuilder(CsvFiles.row(head));
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                for (Column column : results.columns(block)) {
                    lines(results, block, corruption, column).forEach((patient, figures) -> {
                        List<String> line = new ArrayList<>(
                                List.of(block.subset(), corruption.kind().name(), patient));
                        line.addAll(List.of(column.method(), column.set().label()));
                        line.addAll(figures);
                        text.append(CsvFiles.row(line));
                    });
                }
            }
        }
        return text.toString();
    }

    /** By patient each figure and the number of images that have it. */
    private static Map<String, List<String>> lines(
            BenchResults results, Block block, Corruption corruption, Column column) {
        PatientSums.Key key =
                new PatientSums.Key(block.subset(), corruption.kind().name(), column);
        List<BenchMetric> metrics = results.plan().metrics().metrics();
        Map<String, List<String>> lines = new LinkedHashMap<>();
        List<String> patients = results.sums().patients(key);
        for (int p = 0; p < patients.size(); p++) {
            List<String> figures = new ArrayList<>();
            for (int m = 0; m < metrics.size(); m++) {
                figures.add(Numbers.field(
                        results.sums().means(key, m)[p], metrics.get(m).decimals() + 3));
                figures.add(String.valueOf(results.sums().counts(key, m).get(p)));
            }
            lines.put(patients.get(p), figures);
        }
        return lines;
    }

    /**
     * How every method stands in every row; the lead is over the best of the others, above 0 where it is ahead, and has an interval
     * where there are patients enough for one ({@link Summary#FEWEST}).
     */
    static String ranks(BenchResults results) {
        StringBuilder text = new StringBuilder(
                "subset,kind,metric,method,parameters,rank,of,bestOther,bestOtherParameters,lead,low95,high95,patients,"
                        + "patientsAhead\n");
        List<BenchMetric> metrics = results.plan().metrics().metrics();
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                for (int m = 0; m < metrics.size(); m++) {
                    int digits = metrics.get(m).decimals() + 3;
                    for (Standing one : results.standings(block, corruption, m)) {
                        boolean few = one.patients() < Summary.FEWEST;
                        text.append(CsvFiles.row(List.of(
                                block.subset(),
                                corruption.kind().name(),
                                metrics.get(m).key(),
                                one.column().method(),
                                one.column().set().label(),
                                String.valueOf(one.rank()),
                                String.valueOf(one.of()),
                                one.rival().method(),
                                one.rival().set().label(),
                                Numbers.fixed(one.lead().mean(), digits),
                                few ? "" : Numbers.fixed(one.lead().low(), digits),
                                few ? "" : Numbers.fixed(one.lead().high(), digits),
                                String.valueOf(one.patients()),
                                String.valueOf(one.ahead()))));
                    }
                }
            }
        }
        return text.toString();
    }
}
