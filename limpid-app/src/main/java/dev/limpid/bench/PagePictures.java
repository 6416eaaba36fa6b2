package dev.limpid.bench;

import dev.limpid.bench.BenchPlan.Block;
import dev.limpid.bench.layout.ImageRef;
import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.report.BenchPage;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.PictureStrip;
import dev.limpid.report.Region;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pictures of a run's page, made anew, of one image of each block. */
final class PagePictures {
    /** What the pictures of a page may take, before they become text. */
    private static final int PICTURE_BYTES = 15_000_000;

    /** Feature maps in a strip: of the clean image, the degraded one, and two models at most. */
    private static final int MAPS = 4;

    private static final int LEAST_SIDE = 96;
    private static final int MOST_SIDE = 256;

    private final BenchResults results;
    private final BenchPlan plan;
    private final BenchListener listener;

    PagePictures(BenchResults results, BenchListener listener) {
        this.results = results;
        this.plan = results.plan();
        this.listener = listener;
    }

    /** The first test image that can be read. */
    static Optional<BenchImage> image(Block block) {
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

    /** An overview of an image, and a strip of a region for each degradation. */
    void write(BenchPage page, Block block, BenchImage image) throws IOException {
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
