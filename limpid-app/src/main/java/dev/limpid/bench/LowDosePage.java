package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.image.Unit;
import dev.limpid.report.BenchPage;
import dev.limpid.report.ComparisonTable;
import dev.limpid.report.ComparisonTable.Cell;
import dev.limpid.report.ComparisonTable.Group;
import dev.limpid.report.ComparisonTable.Row;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a page says of one block of low-dose CT beside its tables: ranks, rows that were lost, and each patient. */
final class LowDosePage {
    private static final int FEW = 12;

    private final BenchResults results;
    private final Block block;
    private final List<BenchMetric> metrics;

    LowDosePage(BenchResults results, Block block) {
        this.results = results;
        this.block = block;
        this.metrics = results.plan().metrics().metrics();
    }

    void write(BenchPage page) throws IOException {
        ranks(page);
        Optional<LostRows> lost = LostRows.of(results, block);
        if (lost.isPresent()) {
            lost(page, lost.get());
        }
        List<String> patients = results.sums()
                .patients(new PatientSums.Key(
                        block.subset(),
                        results.plan().corruptions().get(0).kind().name(),
                        Column.NOISY));
        if (patients.size() > 1 && patients.size() <= FEW) {
            List<ComparisonTable> each = new ArrayList<>();
            for (int m = 0; m < metrics.size(); m++) {
                each.add(patients(m, patients));
            }
            page.folded("Each patient", each);
        }
    }

    private void ranks(BenchPage page) throws IOException {
        List<Column> columns = results.plan().columns(block).stream()
                .filter(column -> !column.equals(Column.NOISY))
                .toList();
        List<String> heads = new ArrayList<>(List.of("Degradation and figure"));
        columns.forEach(column -> heads.add(column.title()));
        List<List<String>> rows = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            for (int m = 0; m < metrics.size(); m++) {
                List<Standing> standings = results.standings(block, corruption, m);
                if (standings.isEmpty()) {
                    continue;
                }
                List<String> row = new ArrayList<>(
                        List.of(corruption.kind().name() + ", " + metrics.get(m).title()));
                for (Column column : columns) {
                    row.add(standings.stream()
                            .filter(one -> one.column().equals(column))
                            .findFirst()
                            .map(one -> String.valueOf(one.rank()))
                            .orElse("\u2013"));
                }
                rows.add(row);
            }
        }
        if (!rows.isEmpty()) {
            page.subheading("Ranks");
            page.table(
                    "1 is the best of the methods and the degraded image, which is no rival in bias; by the mean over patients.",
                    heads,
                    rows);
        }
    }

    private static void lost(BenchPage page, LostRows rows) throws IOException {
        page.subheading("Rows that " + rows.model().title() + " does not win");
        page.paragraph(rows.verdict()
                + (rows.lines().isEmpty()
                        ? ""
                        : " Of noise and bias its own figure stands first, the rival's second."));
        for (String line : rows.lines()) {
            page.paragraph(line);
        }
    }

    private ComparisonTable patients(int metric, List<String> patients) {
        List<Column> columns = results.columns(block);
        List<Group> groups = new ArrayList<>();
        for (Corruption corruption : results.plan().corruptions()) {
            List<Row> rows = new ArrayList<>();
            for (String patient : patients) {
                rows.add(new Row(
                        patient,
                        false,
                        columns.stream()
                                .map(column -> cell(corruption, column, metric, patient))
                                .toList()));
            }
            groups.add(new Group(corruption.kind().name(), rows));
        }
        return new ComparisonTable(
                block.subset() + ": " + metrics.get(metric).titleWithUnit(Unit.HOUNSFIELD)
                        + ", means over each patient's images.",
                columns.stream().map(Column::title).toList(),
                groups);
    }

    private Cell cell(Corruption corruption, Column column, int metric, String patient) {
        PatientSums.Key key =
                new PatientSums.Key(block.subset(), corruption.kind().name(), column);
        int at = results.sums().patients(key).indexOf(patient);
        double mean = at < 0 ? Double.NaN : results.sums().means(key, metric)[at];
        return Double.isNaN(mean)
                ? new Cell("\u2013", "", false)
                : new Cell(Numbers.fixed(mean, metrics.get(metric).decimals()), "", false);
    }
}
