package dev.limpid.bench.measure;

import dev.limpid.observer.Detectability;
import dev.limpid.observer.EqualDose;
import dev.limpid.report.BenchPage;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.LinePlot;
import dev.limpid.report.Mosaic;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a {@link DetectabilityStudy} leaves in its folder. */
public final class DetectabilityFiles {
    static final String CURVES = "detectability.csv";
    static final String EQUAL = "equal-dose.csv";
    static final String SAMPLES = "samples.png";
    static final String PAGE = "index.html";

    /** All that may be written. */
    public static final List<String> NAMES = List.of(CURVES, EQUAL, SAMPLES, PAGE, "run.json");

    private final DetectabilityStudy study;

    public DetectabilityFiles(DetectabilityStudy study) {
        this.study = study;
    }

    /** Writes tables, picture and page. */
    public void write(ResultFolder folder) throws IOException {
        folder.write(CURVES, curves());
        folder.write(EQUAL, equal());
        Picture samples = samples();
        folder.put(SAMPLES, temporary -> Files.write(temporary, samples.png()));
        folder.put(PAGE, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                page(out, samples);
            }
        });
    }

    private String curves() {
        Csv csv = new Csv(
                "method",
                "dose",
                "observer",
                "dPrime",
                "low95",
                "high95",
                "auc",
                "aucLow95",
                "aucHigh95",
                "heldOutAuc",
                "present",
                "absent",
                "noiseHu",
                "discKept");
        study.levels()
                .forEach((method, levels) -> levels.forEach(level -> level.byObserver()
                        .forEach((observer, seen) -> csv.row(
                                method,
                                level.dose(),
                                observer.label(),
                                seen.dPrime(),
                                seen.low(),
                                seen.high(),
                                seen.auc(),
                                Detectability.auc(seen.low()),
                                Detectability.auc(seen.high()),
                                seen.heldOutAuc(),
                                seen.present(),
                                seen.absent(),
                                level.noiseHu(),
                                level.kept()))));
        return csv.toString();
    }

    private String equal() {
        Csv csv = new Csv("method", "observer", "dose", "low95", "high95");
        study.equal()
                .forEach((method, byObserver) -> byObserver.forEach(
                        (observer, dose) -> csv.row(method, observer.label(), dose.dose(), dose.low(), dose.high())));
        return csv.toString();
    }

    /** For {@code --json}. */
    public Map<String, Object> toMap() {
        List<Map<String, Object>> methods = new ArrayList<>();
        study.levels().forEach((method, levels) -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("method", method);
            of.put("levels", levels.stream().map(DetectabilityFiles::toMap).toList());
            Map<String, Object> doses = new LinkedHashMap<>();
            study.equal()
                    .getOrDefault(method, Map.of())
                    .forEach((observer, dose) -> doses.put(
                            observer.label(), Map.of("dose", dose.dose(), "low", dose.low(), "high", dose.high())));
            of.put("equalDose", doses);
            methods.add(of);
        });
        return Map.of("methods", methods);
    }

    private static Map<String, Object> toMap(DetectabilityStudy.Level level) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("dose", level.dose());
        map.put("noiseHu", level.noiseHu());
        map.put("discKept", level.kept());
        level.byObserver().forEach((observer, seen) -> {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("dPrime", seen.dPrime());
            of.put("low", seen.low());
            of.put("high", seen.high());
            of.put("auc", seen.auc());
            of.put("heldOutAuc", seen.heldOutAuc());
            map.put(observer.label(), of);
        });
        return map;
    }

    private Picture samples() {
        DetectabilitySettings settings = study.settings();
        double width = Math.max(60, 5 * Math.rint(settings.noiseHu()) + 2 * Math.abs(settings.contrastHu()));
        return Mosaic.of(
                "A disc, one square for each dose",
                settings.doses().stream().map(DetectabilityFiles::percent).toList(),
                study.samples(),
                new DisplayWindow("", settings.contrastHu() / 2, width));
    }

    private void page(Writer out, Picture samples) throws IOException {
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

    private static String percent(double dose) {
        return Csv.number(Math.rint(1000 * dose) / 10) + " %";
    }

    private String text(EqualDose equal) {
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

    /** A short table for the terminal. */
    public String summary() {
        StringWriter text = new StringWriter();
        study.equal()
                .forEach((method, byObserver) -> text.append(String.format(
                        Locale.ROOT,
                        "%-24s %s%n",
                        method,
                        text(byObserver.getOrDefault(ModelObserver.CHO, new EqualDose(1, 1, 1))))));
        return text.toString().stripTrailing();
    }
}
