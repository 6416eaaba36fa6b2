package dev.limpid.bench.measure;

import dev.limpid.observer.Detectability;
import dev.limpid.observer.EqualDose;
import dev.limpid.report.DisplayWindow;
import dev.limpid.report.Mosaic;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
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
                new DetectabilityPage(study).write(out, samples);
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
                settings.doses().stream().map(DetectabilityPage::percent).toList(),
                study.samples(),
                new DisplayWindow("", settings.contrastHu() / 2, width));
    }

    /** A short table for the terminal. */
    public String summary() {
        StringWriter text = new StringWriter();
        DetectabilityPage page = new DetectabilityPage(study);
        study.equal()
                .forEach((method, byObserver) -> text.append(String.format(
                        Locale.ROOT,
                        "%-24s %s%n",
                        method,
                        page.text(byObserver.getOrDefault(ModelObserver.CHO, new EqualDose(1, 1, 1))))));
        return text.toString().stripTrailing();
    }
}
