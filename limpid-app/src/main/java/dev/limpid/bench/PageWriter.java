package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.Unit;
import dev.limpid.report.BenchPage;
import dev.limpid.report.ComparisonTable;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a run's tables, plots and pictures on a page. */
final class PageWriter {
    private final BenchResults results;
    private final BenchPlan plan;
    private final Map<String, Object> record;
    private final BenchListener listener;

    PageWriter(BenchResults results, Map<String, Object> record, BenchListener listener) {
        this.results = results;
        this.plan = results.plan();
        this.record = record;
        this.listener = listener;
    }

    void write(Writer out) throws IOException {
        BenchPage page =
                new BenchPage(out, plan.metrics().title(), plan.metrics().lead());
        page.facts("What was measured", facts());
        if (results.missing() > 0) {
            page.warning(results.missing() + " results are missing: images that could not be read or methods that"
                    + " failed; run.json names them.");
        }
        page.explanation(plan.metrics().terms());
        for (Block block : plan.blocks()) {
            block(page, block);
        }
        page.end();
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Command", String.valueOf(record.get("command")));
        facts.put("Limpid", String.valueOf(record.get("codeVersion")));
        facts.put("Machine", String.valueOf(record.get("machine")).replaceAll("[{}]", ""));
        facts.put("Seed", String.valueOf(plan.seed()));
        plan.blocks().forEach(block -> facts.put(block.subset(), images(block)));
        return facts;
    }

    private String images(Block block) {
        StringBuilder text = new StringBuilder(count(block.test(), "patient"));
        if (!block.validation().isEmpty()) {
            text.append("; filters tuned on ").append(count(block.validation(), "other patient"));
        }
        if (block.paper().isPresent()) {
            String paper = block.paper().get();
            boolean same = paper.equals(block.subset());
            text.append("; beside it the paper's figures for ").append(paper);
            text.append(
                    same
                            ? ", of other images of that data set"
                            : ", the nearest of its data sets: other images of other patients");
        } else if (plan.metrics() != MetricSet.LOW_DOSE) {
            text.append("; the paper has no such data set");
        }
        return text.toString();
    }

    private static String count(List<ImageRef> images, String patient) {
        long patients = images.stream().map(ImageRef::patient).distinct().count();
        return images.size() + (images.size() == 1 ? " image of " : " images of ") + patients + " " + patient
                + (patients == 1 ? "" : "s");
    }

    private void block(BenchPage page, Block block) throws IOException {
        Optional<BenchImage> image = PagePictures.image(block);
        Unit unit = image.map(shown -> shown.clean().unit()).orElse(Unit.ARBITRARY);
        PageTables tables = new PageTables(results, block);
        PagePlots plots = new PagePlots(results, block);
        page.heading("Data set " + block.subset());
        if (!block.windowReason().isEmpty()) {
            page.paragraph(block.windowReason());
        }
        page.paragraph("Columns: " + identities(block) + ".");
        if (plan.metrics() == MetricSet.LOW_DOSE) {
            for (String note : LowDoseTables.notes(results, block)) {
                page.warning(note);
            }
        } else if (block.test().stream().map(ImageRef::patient).distinct().count() < 2) {
            page.warning("One patient: there are no intervals, and nothing can be said of others.");
        }
        List<ComparisonTable> more = new ArrayList<>();
        for (int m = 0; m < plan.metrics().metrics().size(); m++) {
            BenchMetric metric = plan.metrics().metrics().get(m);
            if (plan.metrics().inFront(metric)) {
                page.subheading(metric.titleWithUnit(unit));
                page.table(tables.table(m, unit));
            } else {
                more.add(tables.table(m, unit));
            }
        }
        if (plan.metrics() == MetricSet.LOW_DOSE) {
            new LowDosePage(results, block).write(page);
        } else {
            page.folded("SSIM in its authors' setting, RMSE, VIF, edge preservation", more);
        }
        if (results.columns(block).stream().anyMatch(column -> column.set() == Column.Set.TUNED)) {
            page.folded("Which parameters tuning chose", List.of(tables.tuned()));
        }
        if (!plan.severities().isEmpty()) {
            plots.curves(page);
        }
        plots.times(page);
        if (image.isPresent()) {
            new PagePictures(results, listener).write(page, block, image.get());
        }
    }

    private String identities(Block block) {
        List<String> words = new ArrayList<>(List.of("noisy, the degraded image itself"));
        block.methods()
                .forEach(method -> words.add(
                        method.identity().startsWith(method.name())
                                ? method.identity()
                                : method.name() + ": " + method.identity()));
        return String.join("; ", words);
    }
}
