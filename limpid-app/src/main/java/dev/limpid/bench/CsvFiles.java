package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The tables for other programs. Lines end in a line feed everywhere, so that equal figures are equal bytes. */
final class CsvFiles {
    private CsvFiles() {}

    /** {@code results.csv}: every image, kind and column, as they come; no figure where a metric does not apply. */
    static BenchResults.Visitor results(BenchPlan plan, Writer to) throws IOException {
        List<BenchMetric> taken = plan.metrics().metrics();
        String metrics = taken.stream().map(BenchMetric::key).collect(Collectors.joining(","));
        to.write("subset,kind,severity,patient,file,finding,method,parameters," + metrics + "\n");
        return (cell, ref) -> {
            for (Measured measured : cell.measured()) {
                List<String> line = new ArrayList<>(List.of(
                        cell.subset(),
                        cell.kind(),
                        Numbers.plain(cell.severity()),
                        cell.patient(),
                        cell.image(),
                        ref.finding().orElse(""),
                        measured.method(),
                        measured.set().label()));
                for (int m = 0; m < taken.size(); m++) {
                    line.add(Numbers.field(measured.values()[m], taken.get(m).decimals() + 3));
                }
                to.write(row(line));
            }
        };
    }

    /** {@code draws.csv}: what every image was degraded with, so that it can be done again. */
    static BenchResults.Visitor draws(Writer to) throws IOException {
        to.write("subset,kind,severity,file,seed,draw\n");
        return (Cell cell, ImageRef ref) -> to.write(row(List.of(
                cell.subset(),
                cell.kind(),
                Numbers.plain(cell.severity()),
                cell.image(),
                String.valueOf(cell.drawSeed()),
                cell.draw())));
    }

    /** {@code tables.csv}: means over patients with their intervals, and the paper's figures. */
    static String tables(BenchResults results) throws IOException {
        StringBuilder text = new StringBuilder(
                "subset,kind,metric,method,parameters,settings,patients,images,mean,low95,high95,sdOverPatients,"
                        + "paperDataSet,paper\n");
        List<BenchMetric> taken = results.plan().metrics().metrics();
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                for (int m = 0; m < taken.size(); m++) {
                    BenchMetric metric = taken.get(m);
                    for (Column column : results.columns(block)) {
                        Summary summary = results.summary(block, corruption, column, m);
                        OptionalDouble paper = block.paper().isEmpty()
                                ? OptionalDouble.empty()
                                : PaperTables.figure(
                                        block.paper().get(),
                                        metric.key(),
                                        corruption.kind().name(),
                                        column.method());
                        text.append(row(List.of(
                                block.subset(),
                                corruption.kind().name(),
                                metric.key(),
                                column.method(),
                                column.set().label(),
                                Settings.of(results, block, corruption, column),
                                String.valueOf(summary.patients()),
                                String.valueOf(summary.images()),
                                Numbers.field(summary.mean(), metric.decimals() + 3),
                                Numbers.field(summary.low(), metric.decimals() + 3),
                                Numbers.field(summary.high(), metric.decimals() + 3),
                                Numbers.field(summary.deviation(), metric.decimals() + 3),
                                paper.isPresent() ? block.paper().orElse("") : "",
                                paper.isPresent() ? Numbers.plain(paper.getAsDouble()) : "")));
                    }
                }
            }
        }
        return text.toString();
    }

    /** {@code timings.csv}: the one table that is not the same twice. */
    static String timings(BenchResults results) {
        StringBuilder text = new StringBuilder("subset,method,parameters,timed,secondsPerMegapixel\n");
        for (Block block : results.plan().blocks()) {
            for (Column column : results.columns(block)) {
                if (results.timed(block, column) > 0) {
                    text.append(row(List.of(
                            block.subset(),
                            column.method(),
                            column.set().label(),
                            String.valueOf(results.timed(block, column)),
                            Numbers.plain(results.secondsPerMegapixel(block, column)))));
                }
            }
        }
        return text.toString();
    }

    static String row(List<String> cells) {
        return cells.stream().map(CsvFiles::quoted).collect(Collectors.joining(",")) + "\n";
    }

    private static String quoted(String text) {
        return text.matches("[^,\"\\r\\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
