package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.image.Unit;
import dev.limpid.report.BarPlot;
import dev.limpid.report.BenchPage;
import dev.limpid.report.LinePlot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A block's curves of quality against severity, and what its methods took. */
final class PagePlots {
    private final BenchResults results;
    private final BenchPlan plan;
    private final Block block;

    PagePlots(BenchResults results, Block block) {
        this.results = results;
        this.plan = results.plan();
        this.block = block;
    }

    /** A plot for each degradation and figure that is followed over severities. */
    void curves(BenchPage page) throws IOException {
        List<Column> columns = new ArrayList<>(plan.columns(block));
        columns.removeIf(column -> column.set() == Column.Set.TUNED);
        List<LinePlot> plots = new ArrayList<>();
        for (Corruption corruption : plan.corruptions()) {
            for (String key : List.of(BenchMetrics.PSNR, BenchMetrics.SSIM)) {
                List<LinePlot.Line> lines = columns.stream()
                        .map(column -> curve(corruption, column, key))
                        .toList();
                String metric = plan.metrics().metric(key).titleWithUnit(Unit.ARBITRARY);
                plots.add(new LinePlot(corruption.kind().name() + ": " + metric, "severity", lines));
            }
        }
        int images = plan.followed(block).size();
        page.subheading("Quality against severity");
        page.paragraph("Severity 1 is the strength of the tables; filters with their default parameters. "
                + (images == 1 ? "One image." : "Means over " + images + " images, of one patient each."));
        page.plots(columns.stream().map(Column::title).toList(), plots);
    }

    private LinePlot.Line curve(Corruption corruption, Column column, String metric) {
        PatientSums.Key key =
                new PatientSums.Key(block.subset(), corruption.kind().name(), column);
        int place = BenchMetrics.index(BenchMetrics.FOLLOWED, metric);
        double[] x = plan.severities().stream().mapToDouble(s -> s).toArray();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = results.curve(block, x[i]).mean(key, place);
        }
        return new LinePlot.Line(column.title(), x, y);
    }

    /** A bar for each method that was timed. */
    void times(BenchPage page) throws IOException {
        List<BarPlot.Bar> bars = new ArrayList<>();
        for (Column column : results.columns(block)) {
            if (results.timed(block, column) > 0) {
                bars.add(new BarPlot.Bar(column.title(), results.secondsPerMegapixel(block, column)));
            }
        }
        page.subheading("Time");
        page.paragraph(
                "Median over the images and degradations of this run, on the machine named above, in the state it"
                        + " was in: other programs may have been running. Logarithmic scale.");
        page.bars(new BarPlot("Seconds for one megapixel", bars));
    }
}
