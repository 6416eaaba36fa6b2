package dev.limpid.bench.measure;

import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.RadialSpectrum;
import dev.limpid.report.BenchPage;
import dev.limpid.report.LinePlot;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** The page of measured images. */
final class QualityPage {
    /** More lines than this in one plot cannot be told apart. */
    private static final int MOST_LINES = 8;

    /** CNR of the averaged image below which its edges are mostly noise; ours, after what such edges look like. */
    private static final double ENOUGH_CONTRAST = 15;

    /** Every so many values are a point of the plot. */
    private static final int PLOTTED = 3;

    private final ImageQuality.Result result;
    private final Optional<Picture> spectrum;
    private final Optional<Picture> places;

    QualityPage(ImageQuality.Result result, Optional<Picture> spectrum, Optional<Picture> places) {
        this.result = result;
        this.spectrum = spectrum;
        this.places = places;
    }

    void write(Writer out) throws IOException {
        BenchPage page = new BenchPage(
                out,
                "Image quality",
                "Noise, sharpness, contrast and trueness of " + result.images()
                        + (result.images() == 1 ? " image." : " images."));
        for (String note : result.notes()) {
            page.warning(note);
        }
        if (result.spectrum().isPresent()) {
            noise(page, result.spectrum().get());
        }
        if (!result.inserts().isEmpty()) {
            inserts(page);
        }
        if (!result.bias().isEmpty()) {
            bias(page);
        }
        if (places.isPresent()) {
            page.heading("Where");
            page.paragraph(places.get().description() + ". Squares of noise in blue, inserts in orange.");
            page.picture(places.get());
        }
        page.end();
    }

    private void noise(BenchPage page, NoisePowerSpectrum power) throws IOException {
        RadialSpectrum radial = power.radial();
        Map<String, String> facts = new TreeMap<>();
        facts.put("standard deviation", text("%.2f HU", Math.sqrt(power.variance())));
        facts.put("peak frequency", text("%.3f / mm", radial.peak()));
        facts.put("mean frequency", text("%.3f / mm", radial.meanFrequency()));
        facts.put(
                "measured in",
                power.windows() + " squares of " + power.columns() + " \u00d7 " + power.rows() + " pixels");
        page.facts("Noise", facts);
        double[] frequencies = new double[radial.power().length - 1];
        double[] powers = new double[frequencies.length];
        for (int ring = 1; ring < radial.power().length; ring++) {
            frequencies[ring - 1] = ring * radial.step();
            powers[ring - 1] = radial.power()[ring];
        }
        page.plots(
                List.of("mean over directions"),
                List.of(new LinePlot(
                        "Noise power (HU\u00b2 mm\u00b2)",
                        "frequency (1/mm)",
                        List.of(new LinePlot.Line("mean over directions", frequencies, powers)))));
        if (spectrum.isPresent()) {
            page.picture(spectrum.get());
        }
    }

    private void inserts(BenchPage page) throws IOException {
        page.heading("Inserts");
        List<List<String>> rows = new ArrayList<>();
        List<LinePlot.Line> lines = new ArrayList<>();
        for (ImageQuality.InsertFigures each : result.inserts()) {
            String name = result.inserts().indexOf(each) + 1 + ": "
                    + text("%.0f HU", each.contrast().contrastHu());
            rows.add(List.of(
                    name,
                    each.image(),
                    text("%.1f", each.insert().column()) + ", "
                            + text("%.1f", each.insert().row()),
                    text("%.1f", each.insert().radiusMm()),
                    text("%.1f", each.contrast().contrastHu()),
                    text("%.1f", each.contrast().noiseHu()),
                    text("%.2f", each.contrast().cnr()),
                    text(QualityFiles.frequency(each, 0.5)),
                    text(QualityFiles.frequency(each, 0.1))));
            if (each.transfer().isPresent() && lines.size() < MOST_LINES) {
                double[] all = each.transfer().get().values();
                double[] values = new double[(all.length + PLOTTED - 1) / PLOTTED];
                double[] frequencies = new double[values.length];
                for (int i = 0; i < values.length; i++) {
                    values[i] = all[i * PLOTTED];
                    frequencies[i] = i * PLOTTED * each.transfer().get().step();
                }
                lines.add(new LinePlot.Line(name, frequencies, values));
            }
        }
        page.table(
                "Contrast, noise and CNR of each insert; frequencies at which the task transfer function of its edge"
                        + " falls to a half and to a tenth",
                List.of(
                        "insert",
                        "image",
                        "middle (px)",
                        "radius (mm)",
                        "contrast (HU)",
                        "noise (HU)",
                        "CNR",
                        "f50 (1/mm)",
                        "f10 (1/mm)"),
                rows);
        boolean faint = result.inserts().stream()
                .anyMatch(each -> each.transfer().isPresent()
                        && each.contrast().cnr() * Math.sqrt(each.scans()) < ENOUGH_CONTRAST);
        if (faint) {
            page.warning(
                    "Some inserts have a CNR, times the root of the number of scans, below 15: the transfer function of"
                            + " these is mostly noise. Scan the phantom more often and give all scans with --repeats.");
        }
        if (!lines.isEmpty()) {
            page.plots(
                    lines.stream().map(LinePlot.Line::name).toList(),
                    List.of(new LinePlot("Task transfer function", "frequency (1/mm)", lines)));
        }
    }

    private void bias(BenchPage page) throws IOException {
        page.heading("Bias by tissue");
        List<List<String>> rows = new ArrayList<>();
        result.bias()
                .forEach((tissue, found) -> rows.add(List.of(
                        QualityFiles.name(tissue),
                        text("%.0f", tissue.low()) + " to " + text("%.0f", tissue.high()),
                        String.valueOf(found.pixels()),
                        text("%+.2f", found.mean()),
                        Double.isNaN(found.low())
                                ? "too few places"
                                : text("%+.2f", found.low()) + " to " + text("%+.2f", found.high()))));
        page.table(
                "Mean of the image less its reference, where the smoothed reference is of one tissue within 2 mm",
                List.of("tissue", "HU", "pixels", "bias (HU)", "95 % interval"),
                rows);
    }

    private static String text(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String text(OptionalDouble frequency) {
        return frequency.isPresent() ? text("%.3f", frequency.getAsDouble()) : "\u2013";
    }
}
