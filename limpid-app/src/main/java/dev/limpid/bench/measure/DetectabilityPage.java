package dev.limpid.bench.measure;

import dev.limpid.observer.Detectability;
import dev.limpid.observer.EqualDose;
import dev.limpid.report.BenchPage;
import dev.limpid.report.LinePlot;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The page of a {@link DetectabilityStudy}. */
final class DetectabilityPage {
    private final DetectabilityStudy study;

    DetectabilityPage(DetectabilityStudy study) {
        this.study = study;
    }

    void write(Writer out, Picture samples) throws IOException {
        DetectabilitySettings settings = study.settings();
        BenchPage page = new BenchPage(
                out,
                "Detectability of low-contrast discs",
                "How well mathematical observers tell images with a faint disc from images without, at several doses,"
                        + " undenoised and denoised. Simulated scans of a cylinder of water; no patients, no readers.");
        page.facts("What was measured", facts(settings));
        page.heading("Dose as good as the full dose undenoised");
        page.table(
                "As a part of the full dose, with 95 % intervals (jackknife over repeats). Below 100 %: less dose is"
                        + " enough. \u201cworse\u201d: not as good even at full dose.",
                columns("method"), rows(study.equal(), this::text));
        page.heading("Curves");
        List<String> methods = List.copyOf(study.levels().keySet());
        List<LinePlot> plots = new ArrayList<>();
        for (ModelObserver observer : ModelObserver.values()) {
            plots.add(plot("d' of " + observer.label(), observer));
        }
        plots.add(figure("noise of a pixel (HU)", DetectabilityStudy.Level::noiseHu));
        plots.add(figure("part of the disc that is left", DetectabilityStudy.Level::kept));
        page.plots(methods, plots);
        for (ModelObserver observer : ModelObserver.values()) {
            page.paragraph(observer.label() + ": " + observer.meaning() + ".");
        }
        for (ModelObserver observer : ModelObserver.values()) {
            List<String> head = new ArrayList<>(List.of("method"));
            settings.doses().forEach(dose -> head.add(percent(dose)));
            List<List<String>> rows = new ArrayList<>();
            study.levels().forEach((method, levels) -> {
                List<String> row = new ArrayList<>(List.of(method));
                levels.forEach(level ->
                        row.add(text(level.byObserver().getOrDefault(observer, new Detectability(0, 0, 0, 0, 0, 0)))));
                rows.add(row);
            });
            page.table(
                    observer.label()
                            + ": d' with its 95 % interval, and the AUC of an observer judged on images that it"
                            + " was not trained on",
                    head,
                    rows);
        }
        page.heading("How it looks");
        page.picture(samples);
        page.heading("What this cannot say");
        page.paragraph("The background is plain water and the disc's place is known: patients are neither. Non-linear"
                + " denoisers may do better on an even background than on anatomy, and may see in discs what they were"
                + " trained to keep or to remove. d' and its interval take the observers' outputs for normal; where the"
                + " AUC in the tables is far from Phi(d' / sqrt 2), they are not. Observers are not radiologists.");
        page.end();
    }

    private Map<String, String> facts(DetectabilitySettings settings) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("disc", Csv.number(settings.diameterMm()) + " mm, " + Csv.number(settings.contrastHu()) + " HU");
        facts.put(
                "full dose",
                Csv.number(settings.noiseHu()) + " HU of noise on the axis of 200 mm of water, kernel "
                        + settings.kernel().name().toLowerCase(Locale.ROOT));
        Detectability any = study.levels()
                .getOrDefault(DetectabilityStudy.UNDENOISED, List.of())
                .get(0)
                .byObserver()
                .values()
                .iterator()
                .next();
        facts.put(
                "images",
                any.present() + " squares with and " + any.absent() + " without a disc for each dose, of "
                        + settings.repeats() + " slices");
        facts.put("seed", String.valueOf(settings.seed()));
        return facts;
    }

    private static List<String> columns(String first) {
        List<String> columns = new ArrayList<>(List.of(first));
        for (ModelObserver observer : ModelObserver.values()) {
            columns.add(observer.label());
        }
        return columns;
    }

    private interface Text<T> {
        String of(T value);
    }

    private static <T> List<List<String>> rows(Map<String, Map<ModelObserver, T>> values, Text<T> text) {
        List<List<String>> rows = new ArrayList<>();
        values.forEach((method, byObserver) -> {
            List<String> row = new ArrayList<>(List.of(method));
            byObserver.values().forEach(value -> row.add(text.of(value)));
            rows.add(row);
        });
        return rows;
    }

    private LinePlot plot(String title, ModelObserver observer) {
        List<LinePlot.Line> lines = new ArrayList<>();
        study.levels().forEach((method, levels) -> {
            List<Detectability> seen = rising(levels).stream()
                    .map(level -> level.byObserver().getOrDefault(observer, new Detectability(0, 0, 0, 0, 0, 0)))
                    .toList();
            lines.add(new LinePlot.Line(
                    method,
                    doses(),
                    seen.stream().mapToDouble(Detectability::dPrime).toArray(),
                    seen.stream().mapToDouble(Detectability::low).toArray(),
                    seen.stream().mapToDouble(Detectability::high).toArray()));
        });
        return new LinePlot(title, "dose (% of full)", lines);
    }

    private interface Value {
        double of(DetectabilityStudy.Level level);
    }

    private LinePlot figure(String title, Value value) {
        List<LinePlot.Line> lines = new ArrayList<>();
        study.levels()
                .forEach((method, levels) -> lines.add(new LinePlot.Line(
                        method,
                        doses(),
                        rising(levels).stream().mapToDouble(value::of).toArray())));
        return new LinePlot(title, "dose (% of full)", lines);
    }

    private double[] doses() {
        return study.settings().doses().stream()
                .sorted()
                .mapToDouble(dose -> 100 * dose)
                .toArray();
    }

    private static List<DetectabilityStudy.Level> rising(List<DetectabilityStudy.Level> levels) {
        List<DetectabilityStudy.Level> rising = new ArrayList<>(levels);
        Collections.reverse(rising);
        return rising;
    }

    static String percent(double dose) {
        return Csv.number(Math.rint(1000 * dose) / 10) + " %";
    }

    String text(EqualDose equal) {
        boolean certain = equal.low() == equal.high();
        return certain
                ? text(equal.dose())
                : text(equal.dose()) + " (" + text(equal.low()) + " to " + text(equal.high()) + ")";
    }

    private String text(double dose) {
        List<Double> doses = study.settings().doses();
        return dose == 0
                ? "below " + percent(doses.get(doses.size() - 1))
                : Double.isInfinite(dose) ? "worse" : percent(Math.rint(100 * dose) / 100);
    }

    private static String text(Detectability seen) {
        return String.format(
                Locale.ROOT,
                "%.2f\u00a0(%.2f\u00a0to\u00a0%.2f); AUC\u00a0%.3f",
                seen.dPrime(),
                seen.low(),
                seen.high(),
                seen.heldOutAuc());
    }
}
