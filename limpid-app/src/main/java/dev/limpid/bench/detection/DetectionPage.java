package dev.limpid.bench.detection;

import dev.limpid.metric.detection.DetectionTally;
import dev.limpid.metric.detection.PatientDraws.Interval;
import dev.limpid.metric.detection.Sensitivity;
import dev.limpid.report.BenchPage;
import dev.limpid.report.FrocPlot;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The page of a {@link DetectionStudy}. */
final class DetectionPage {
    private static final int FEW = 10;

    private final DetectionResult result;
    private final DetectionStudy study;
    private final Map<String, Integer> leftOut;
    private final List<String> messages;

    DetectionPage(DetectionResult result, DetectionStudy study, Map<String, Integer> leftOut, List<String> messages) {
        this.result = result;
        this.study = study;
        this.leftOut = leftOut;
        this.messages = messages;
    }

    void write(Writer out, Map<String, String> facts, List<Picture> samples) throws IOException {
        DetectionTally tally = result.rows().get(0).tally();
        long ill = DetectionResult.ill(tally);
        BenchPage page = new BenchPage(
                out,
                "Detection of lesions",
                "How well lesions are found, and what is left of them, in images with noise and denoised. For research,"
                        + " not for diagnosis.");
        page.facts("What was measured", facts(facts, tally, ill));
        if (ill < DetectionResult.LEAST_ILL) {
            page.warning(
                    "Only 1 patient has lesions: figures of lesions have no intervals, since every draw of patients"
                            + " has the same lesions, and other patients may give other orders.");
        } else if (ill < FEW) {
            page.warning("Only " + ill + " patients have lesions: intervals over so few are too narrow, and other"
                    + " patients may give other orders.");
        }
        if (!leftOut.isEmpty()) {
            page.warning(leftOut.values().stream().mapToInt(Integer::intValue).sum()
                    + " images were left out, of the patients " + String.join(", ", new TreeMap<>(leftOut).keySet())
                    + "; why, stands at the end.");
        }
        tables(page);
        page.heading("Free-response curves, at IoU 0.2");
        page.froc(
                result.rows().stream().map(DetectionResult.Row::name).toList(),
                new FrocPlot(result.rows().stream().map(DetectionPage::curve).toList()));
        if (!samples.isEmpty()) {
            page.heading("How it looks");
            page.paragraph(
                    "Of the first patients with lesions, the image with the largest one; boxes of each row at the"
                            + " score that lets one false positive an image through.");
            for (Picture sample : samples) {
                page.picture(sample);
            }
        }
        page.heading("What this cannot say");
        page.paragraph("A box is a hit when it overlaps a lesion's box by enough; whether it would help a reader was"
                + " not asked. Noise was simulated and is the same for every row. The images as they are count as clean"
                + " and have noise of their own. Bias and contrast are means over lesions, in HU where all images are, else in"
                + " parts of each image's range. A row that is not ahead of the boxes that look at no image was not"
                + " shown to find more than the usual place of lesions tells.");
        if (!messages.isEmpty()) {
            page.heading("What was said of images");
            for (String message : messages) {
                page.paragraph(message);
            }
        }
        page.end();
    }

    private void tables(BenchPage page) throws IOException {
        List<DetectionFigure> finding =
                List.of(DetectionFigure.AP50, DetectionFigure.AP20, DetectionFigure.MEAN_SENSITIVITY);
        List<DetectionFigure> fidelity = List.of(
                DetectionFigure.PSNR,
                DetectionFigure.SSIM,
                DetectionFigure.LESION_PSNR,
                DetectionFigure.LESION_BIAS,
                DetectionFigure.LESION_CONTRAST);
        List<DetectionFigure> rates = DetectionFigure.ALL.subList(
                DetectionFigure.FIRST_RATE, DetectionFigure.FIRST_RATE + Sensitivity.RATES.size());
        String intervals = ", with 95 % intervals (bootstrap over patients)";
        String less = "Less the row \u201c" + result.against() + "\u201d, on the same draws of patients" + intervals;
        page.heading("How well lesions are found");
        table(
                page,
                "Average precision, and mean sensitivity at 1/8 to 8 false positives an image" + intervals,
                finding,
                false);
        table(page, less, finding, true);
        table(page, "Sensitivity at false positives an image, IoU 0.2" + intervals, rates, false);
        page.heading("What is left of the images");
        table(page, "To the clean images" + intervals, fidelity, false);
        table(page, less, fidelity, true);
    }

    private Map<String, String> facts(Map<String, String> given, DetectionTally tally, long ill) {
        Map<String, String> facts = new LinkedHashMap<>(given);
        int images = study.seen().values().iterator().next().size();
        facts.put(
                "measured",
                images + " images of " + tally.patients().size() + " patients, " + ill + " of them with "
                        + Math.round(DetectionFiles.total(tally.lesions())) + " lesions");
        return facts;
    }

    private void table(BenchPage page, String caption, List<DetectionFigure> figures, boolean differences)
            throws IOException {
        List<String> head = new ArrayList<>(List.of("row"));
        figures.forEach(figure -> head.add(result.scale().title(figure)));
        List<List<String>> rows = new ArrayList<>();
        for (DetectionResult.Row row : result.rows()) {
            if (!differences || !row.name().equals(result.against())) {
                List<String> cells = new ArrayList<>(List.of(row.name()));
                for (DetectionFigure figure : figures) {
                    int index = DetectionFigure.ALL.indexOf(figure);
                    cells.add(text(
                            differences
                                    ? row.differences().get(index)
                                    : row.figures().get(index),
                            result.scale().decimals(figure)));
                }
                rows.add(cells);
            }
        }
        if (!rows.isEmpty()) {
            page.table(caption, head, rows);
        }
    }

    /** A figure with its interval; a dash where there is none, a sign of infinity for the PSNR of untouched images. */
    static String text(Interval interval, int decimals) {
        if (Double.isNaN(interval.value())) {
            return "\u2013";
        }
        if (Double.isInfinite(interval.value())) {
            return interval.value() > 0 ? "\u221e" : "\u2212\u221e";
        }
        String value = number(interval.value(), decimals);
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high())
                ? value + "\u00a0(" + number(interval.low(), decimals) + "\u00a0to\u00a0"
                        + number(interval.high(), decimals) + ")"
                : value;
    }

    private static String number(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.matches("-0(\\.0*)?");
        return zero ? text.substring(1) : text.replace('-', '\u2212');
    }

    private static FrocPlot.Curve curve(DetectionResult.Row row) {
        double images = DetectionFiles.total(row.tally().images());
        double lesions = DetectionFiles.total(row.tally().lesions());
        List<DetectionTally.Point> points = row.tally().curve();
        List<Interval> rates = row.figures()
                .subList(DetectionFigure.FIRST_RATE, DetectionFigure.FIRST_RATE + Sensitivity.RATES.size());
        return new FrocPlot.Curve(
                points.stream()
                        .mapToDouble(point -> point.falsePositives() / images)
                        .toArray(),
                points.stream().mapToDouble(point -> point.found() / lesions).toArray(),
                rates.stream().mapToDouble(Interval::low).toArray(),
                rates.stream().mapToDouble(Interval::high).toArray());
    }
}
