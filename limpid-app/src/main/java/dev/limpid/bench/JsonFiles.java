package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.NullNode;

/** The tables as one JSON object: {@code blocks}, in them {@code kinds}, in them {@code columns}. */
final class JsonFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JsonFiles() {}

    static String results(BenchResults results) throws IOException {
        List<Object> blocks = new ArrayList<>();
        for (Block block : results.plan().blocks()) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("subset", block.subset());
            of.put("modality", block.modality().name().toLowerCase(java.util.Locale.ROOT));
            of.put("layout", block.layout());
            if (!block.windowReason().isEmpty()) {
                of.put(
                        "window",
                        block.window()
                                .map(window -> List.of(window.low(), window.high()))
                                .orElse(List.of()));
                of.put("windowReason", block.windowReason());
            }
            of.put("images", block.test().size());
            of.put(
                    "patients",
                    block.test().stream().map(ref -> ref.patient()).distinct().count());
            of.put("paperDataSet", block.paper().orElse(""));
            List<Object> kinds = new ArrayList<>();
            for (Corruption corruption : results.plan().corruptions()) {
                Map<String, Object> kind = new LinkedHashMap<>();
                kind.put("kind", corruption.kind().name());
                kind.put("degradation", corruption.describe());
                List<Object> columns = new ArrayList<>();
                for (Column column : results.columns(block)) {
                    columns.add(column(results, block, corruption, column));
                }
                kind.put("columns", columns);
                kinds.add(kind);
            }
            of.put("kinds", kinds);
            blocks.add(of);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        if (results.plan().metrics() == MetricSet.GENERAL) {
            all.put("paper", "arXiv 2310.20101, tables II to IV; on other images than these");
        }
        all.put("blocks", blocks);
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n";
    }

    /** One entry a block, degradation and column. */
    static List<Map<String, Object>> flat(BenchResults results) throws IOException {
        List<Map<String, Object>> entries = new ArrayList<>();
        for (Block block : results.plan().blocks()) {
            for (Corruption corruption : results.plan().corruptions()) {
                for (Column column : results.columns(block)) {
                    Map<String, Object> entry = new LinkedHashMap<>();
                    entry.put("subset", block.subset());
                    entry.put("kind", corruption.kind().name());
                    entry.putAll(column(results, block, corruption, column));
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static Map<String, Object> column(BenchResults results, Block block, Corruption corruption, Column column)
            throws IOException {
        Map<String, Object> of = new LinkedHashMap<>();
        of.put("method", column.method());
        of.put("parameters", column.set().label());
        of.put("settings", Settings.of(results, block, corruption, column));
        for (int m = 0; m < results.plan().metrics().metrics().size(); m++) {
            BenchMetric metric = results.plan().metrics().metrics().get(m);
            Summary summary = results.summary(block, corruption, column, m);
            Map<String, Object> figure = new LinkedHashMap<>();
            figure.put("mean", orNull(summary.mean()));
            figure.put("low95", orNull(summary.low()));
            figure.put("high95", orNull(summary.high()));
            figure.put("patients", summary.patients());
            figure.put("images", summary.images());
            if (results.plan().metrics() == MetricSet.LOW_DOSE) {
                results.standings(block, corruption, m).stream()
                        .filter(one -> one.column().equals(column))
                        .forEach(one -> figure.put("rank", one.rank()));
            }
            OptionalDouble paper = block.paper().isEmpty()
                    ? OptionalDouble.empty()
                    : PaperTables.figure(
                            block.paper().get(), metric.key(), corruption.kind().name(), column.method());
            if (paper.isPresent()) {
                figure.put("paper", paper.getAsDouble());
            }
            of.put(metric.key(), figure);
        }
        return of;
    }

    /** JSON has no word for what is not a number. */
    private static Object orNull(double value) {
        return Double.isNaN(value) ? NullNode.getInstance() : value;
    }
}
