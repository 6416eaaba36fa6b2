package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.report.BarPlot;
import dev.limpid.report.BenchPage;
import dev.limpid.report.ComparisonTable;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.LinePlot;
import dev.limpid.report.PictureStrip;
import dev.limpid.report.Region;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts a run's tables, plots and pictures on a page. Pictures are made anew, of one image of each block. */
final class PageWriter {
    /** What the pictures of a page may take, before they become text. */
    private static final int PICTURE_BYTES = 15_000_000;

    /** Feature maps in a strip: of the clean image, the degraded one, and two models at most. */
    private static final int MAPS = 4;

    private static final int LEAST_SIDE = 96;
    private static final int MOST_SIDE = 256;

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
        for (Block block : plan.blocks()) {
            long patients =
                    block.test().stream().map(ImageRef::patient).distinct().count();
            long tuning = block.validation().stream()
                    .map(ImageRef::patient)
                    .distinct()
                    .count();
            facts.put(
                    block.subset(),
                    block.test().size()
                            + (block.test().size() == 1 ? " image of " : " images of ")
                            + patients
                            + (patients == 1 ? " patient" : " patients")
                            + (block.validation().isEmpty()
                                    ? ""
                                    : "; filters tuned on " + block.validation().size()
                                            + (block.validation().size() == 1 ? " image of " : " images of ") + tuning
                                            + (tuning == 1 ? " other patient" : " other patients"))
                            + block.paper()
                                    .map(paper -> "; beside it the paper's figures for " + paper
                                            + (paper.equals(block.subset())
                                                    ? ", of other images of that data set"
                                                    : ", the nearest of its data sets: other images of other patients"))
                                    .orElse(
                                            plan.metrics() == MetricSet.LOW_DOSE
                                                    ? ""
                                                    : "; the paper has no such data set"));
        }
        return facts;
    }

    private void block(BenchPage page, Block block) throws IOException {
        Optional<BenchImage> image = image(block);
        Unit unit = image.map(shown -> shown.clean().unit()).orElse(Unit.ARBITRARY);
        PageTables tables = new PageTables(results, block);
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
            plots(page, block);
        }
        times(page, block);
        if (image.isPresent()) {
            pictures(page, block, image.get());
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

    private void plots(BenchPage page, Block block) throws IOException {
        List<Column> columns = new ArrayList<>(plan.columns(block));
        columns.removeIf(column -> column.set() == Column.Set.TUNED);
        List<LinePlot> plots = new ArrayList<>();
        for (Corruption corruption : plan.corruptions()) {
            for (String key : List.of(BenchMetrics.PSNR, BenchMetrics.SSIM)) {
                BenchMetric metric = plan.metrics().metric(key);
                List<LinePlot.Line> lines = new ArrayList<>();
                for (Column column : columns) {
                    double[] x = plan.severities().stream().mapToDouble(s -> s).toArray();
                    double[] y = new double[x.length];
                    for (int i = 0; i < x.length; i++) {
                        y[i] = curve(block, corruption, column, x[i], key);
                    }
                    lines.add(new LinePlot.Line(column.title(), x, y));
                }
                plots.add(new LinePlot(
                        corruption.kind().name() + ": " + metric.titleWithUnit(Unit.ARBITRARY), "severity", lines));
            }
        }
        int images = MatrixRun.sweepImages(plan, block).size();
        page.subheading("Quality against severity");
        page.paragraph("Severity 1 is the strength of the tables; filters with their default parameters. "
                + (images == 1 ? "One image." : "Means over " + images + " images, of one patient each."));
        page.plots(columns.stream().map(Column::title).toList(), plots);
    }

    private double curve(Block block, Corruption corruption, Column column, double severity, String metric) {
        PatientSums sums = results.curve(block, severity);
        PatientSums.Key key =
                new PatientSums.Key(block.subset(), corruption.kind().name(), column);
        return sums.mean(key, BenchMetrics.index(BenchMetrics.FOLLOWED, metric));
    }

    private void times(BenchPage page, Block block) throws IOException {
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

    private Optional<BenchImage> image(Block block) {
        for (ImageRef ref : block.test()) {
            try (BenchImage.Source source = block.source()) {
                return Optional.of(source.read(ref));
            } catch (IOException | RuntimeException broken) {
                continue; // It was named when it was to be measured.
            }
        }
        return Optional.empty();
    }

    /** None where the clean image, which fixes the scale, has none. */
    private static Optional<Slice> mapOf(Slice result, StripMaps maps) {
        return maps.clean().isPresent() ? maps.of(result) : Optional.empty();
    }

    /** The longest edge of a region that keeps the page within its size. */
    private int side() {
        long pictures = 0;
        for (Block block : plan.blocks()) {
            pictures += plan.corruptions().size() * (2L * (shown(block).size() + 1) + MAPS);
        }
        int side = (int) Math.sqrt(PICTURE_BYTES / (double) Math.max(1, pictures));
        return Math.max(LEAST_SIDE, Math.min(MOST_SIDE, side));
    }

    /** The columns that are shown: a filter once, with its default parameters where those were measured. */
    private List<Column> shown(Block block) {
        List<Column> columns = new ArrayList<>(results.columns(block));
        if (plan.defaults()) {
            columns.removeIf(column -> column.set() == Column.Set.TUNED);
        }
        return columns;
    }

    private void pictures(BenchPage page, Block block, BenchImage image) throws IOException {
        boolean lowDose = plan.metrics() == MetricSet.LOW_DOSE;
        DisplayWindow window = lowDose ? measured(block) : DisplayWindow.single(image.modality(), image.clean());
        Region region = Region.of(image.clean(), window, side());
        boolean mirrored = image.orientation().mirrored();
        boolean upsideDown = image.orientation().upsideDown();
        page.subheading("Pictures");
        page.overview(PictureStrip.overview(
                image.clean(),
                region,
                window,
                mirrored,
                upsideDown,
                image.ref().name() + ", the first of the list, whatever it shows"));
        page.paragraph("Below, the framed " + region.columns() + " \u00d7 " + region.rows()
                + " pixels as they are; a click enlarges. Upper row: results in one display window. Lower row: result less"
                + " clean image. The figures are the whole image's PSNR and SSIM."
                + (plan.defaults() ? " Filters with default parameters." : " Filters as tuned."));
        try (StripMaps maps = lowDose ? StripMaps.none(image) : StripMaps.of(image)) {
            if (maps.caption().isPresent()) {
                page.paragraph(maps.caption().get());
            }
            for (Corruption corruption : plan.corruptions()) {
                try {
                    Look look = new Look(region, window, mirrored, upsideDown);
                    page.strip(corruption.describe(), strip(block, image, corruption, look, maps));
                } catch (IllegalArgumentException failed) {
                    page.paragraph(corruption.describe() + ": no pictures, " + failed.getMessage());
                }
                listener.step();
            }
        }
    }

    /** Readers should see what PSNR and SSIM saw. */
    private static DisplayWindow measured(Block block) {
        IntensityRange window = block.window().orElseThrow();
        return new DisplayWindow("measured", (window.low() + window.high()) / 2, window.width());
    }

    private record Look(Region region, DisplayWindow window, boolean mirrored, boolean upsideDown) {}

    private PictureStrip strip(Block block, BenchImage image, Corruption corruption, Look look, StripMaps maps)
            throws IOException {
        Slice degraded = corruption.apply(image);
        PictureStrip strip =
                new PictureStrip(image.clean(), degraded, look.region, look.window, look.mirrored, look.upsideDown);
        maps.clean().ifPresent(strip::cleanMap);
        Map<String, TunedSetting> tuned = results.tuned(block, corruption);
        List<BenchMetric> two =
                List.of(plan.metrics().metric(BenchMetrics.PSNR), plan.metrics().metric(BenchMetrics.SSIM));
        for (Column column : shown(block)) {
            Optional<BenchMethod> method = block.methods().stream()
                    .filter(each -> each.name().equals(column.method()))
                    .findFirst();
            Slice result = degraded;
            if (method.isPresent()) {
                try {
                    result = method.get()
                            .denoiser(BenchPlan.parameters(column, tuned), image.range())
                            .denoise(degraded);
                } catch (RuntimeException failed) {
                    continue; // It was named when it was to be measured.
                }
            }
            double[] figures = BenchMetrics.of(two, image, result);
            strip.add(
                    column.equals(Column.NOISY) ? "degraded" : column.title(),
                    Numbers.fixed(figures[0], 2) + " dB, " + Numbers.fixed(figures[1], 3),
                    result,
                    column.equals(Column.NOISY) || column.set() == Column.Set.MODEL
                            ? mapOf(result, maps)
                            : Optional.empty());
        }
        return strip;
    }
}
