package dev.limpid.bench.detection;

import dev.limpid.bench.measure.Csv;
import dev.limpid.bench.measure.ResultFolder;
import dev.limpid.image.Box;
import dev.limpid.image.Detection;
import dev.limpid.metric.detection.DetectionTally;
import dev.limpid.metric.detection.PatientDraws.Interval;
import dev.limpid.report.DetectionTiles;
import dev.limpid.report.Picture;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a {@link DetectionStudy} leaves in its folder. */
public final class DetectionFiles {
    private static final String ROWS = "detection.csv";
    private static final String CURVES = "froc.csv";
    private static final String PATIENTS = "patients.csv";
    private static final String PAGE = "index.html";

    /** All that may be written. */
    public static final List<String> NAMES = names();

    private final DetectionStudy study;
    private final DetectionResult result;
    private final Map<String, Integer> leftOut;
    private final List<String> messages;

    /**
     * @param against the name of the row that others are compared with
     * @param leftOut images by patient
     * @param messages what was said of images that were left out
     * @throws IllegalArgumentException if there is no row of that name
     */
    public DetectionFiles(
            DetectionStudy study, String against, long seed, Map<String, Integer> leftOut, List<String> messages) {
        if (!study.seen().containsKey(against)) {
            throw new IllegalArgumentException("there is no row '" + against + "'");
        }
        this.study = study;
        this.result = DetectionResult.of(study.seen(), against, seed);
        this.leftOut = Collections.unmodifiableMap(new TreeMap<>(leftOut));
        this.messages = List.copyOf(messages);
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(List.of(ROWS, CURVES, PATIENTS, PAGE, "run.json"));
        for (int i = 1; i <= DetectionSample.MOST; i++) {
            names.add(sample(i));
        }
        return List.copyOf(names);
    }

    private static String sample(int number) {
        return "sample-" + number + ".png";
    }

    /**
     * Prepares tables, pictures and page.
     *
     * @param facts of the run, for the page
     */
    public void write(ResultFolder folder, Map<String, String> facts) throws IOException {
        folder.write(ROWS, rows());
        folder.write(CURVES, curves());
        folder.write(PATIENTS, patients());
        List<Picture> samples = study.samples().stream().map(this::picture).toList();
        for (int i = 0; i < samples.size(); i++) {
            Picture picture = samples.get(i);
            folder.put(sample(i + 1), temporary -> Files.write(temporary, picture.png()));
        }
        folder.put(PAGE, temporary -> {
            try (Writer out = Files.newBufferedWriter(temporary)) {
                new DetectionPage(result, study, leftOut, messages).write(out, facts, samples);
            }
        });
    }

    private String rows() {
        Csv csv = new Csv(
                "row",
                "figure",
                "unit",
                "value",
                "low95",
                "high95",
                "against",
                "difference",
                "differenceLow95",
                "differenceHigh95");
        for (DetectionResult.Row row : result.rows()) {
            for (int i = 0; i < DetectionFigure.ALL.size(); i++) {
                Interval figure = row.figures().get(i);
                Interval less = row.differences().get(i);
                csv.row(
                        row.name(),
                        DetectionFigure.ALL.get(i).key(),
                        result.scale().unit(DetectionFigure.ALL.get(i)),
                        figure.value(),
                        figure.low(),
                        figure.high(),
                        result.against(),
                        less.value(),
                        less.low(),
                        less.high());
            }
        }
        return csv.toString();
    }

    private String curves() {
        Csv csv = new Csv("row", "threshold", "falsePositivesPerImage", "sensitivity", "found", "falsePositives");
        for (DetectionResult.Row row : result.rows()) {
            double images = total(row.tally().images());
            double lesions = total(row.tally().lesions());
            for (DetectionTally.Point point : row.tally().curve()) {
                csv.row(
                        row.name(),
                        point.threshold(),
                        point.falsePositives() / images,
                        point.found() / lesions,
                        point.found(),
                        point.falsePositives());
            }
        }
        return csv.toString();
    }

    private String patients() {
        Csv csv = new Csv("row", "patient", "images", "leftOut", "lesions", "found", "falsePositives", "threshold");
        for (DetectionResult.Row row : result.rows()) {
            List<String> names = row.tally().patients();
            for (int i = 0; i < names.size(); i++) {
                DetectionTally.Point point = row.tally().of(i, row.threshold());
                csv.row(
                        row.name(),
                        names.get(i),
                        row.tally().images()[i],
                        leftOut.getOrDefault(names.get(i), 0),
                        row.tally().lesions()[i],
                        point.found(),
                        point.falsePositives(),
                        row.threshold());
            }
            leftOut.keySet().stream()
                    .filter(patient -> !names.contains(patient))
                    .sorted()
                    .forEach(patient -> csv.row(
                            row.name(), patient, 0, leftOut.getOrDefault(patient, 0), 0, 0, 0, row.threshold()));
        }
        return csv.toString();
    }

    static double total(int[] ofPatients) {
        double total = 0;
        for (int each : ofPatients) {
            total += each;
        }
        return total;
    }

    private Picture picture(DetectionSample sample) {
        List<DetectionTiles.Seen> rows = new ArrayList<>();
        for (DetectionResult.Row row : result.rows()) {
            DetectionSample.Look look = sample.rows().get(row.name());
            if (look != null) {
                List<Box> boxes = look.found().stream()
                        .filter(each -> each.score() >= row.threshold())
                        .map(Detection::box)
                        .toList();
                String note = Double.isInfinite(row.threshold())
                        ? "no box at 1 false positive an image"
                        : String.format(
                                Locale.ROOT,
                                "%d %s of score %.2f and more",
                                boxes.size(),
                                boxes.size() == 1 ? "box" : "boxes",
                                row.threshold());
                rows.add(new DetectionTiles.Seen(row.name(), note, look.slice(), boxes));
            }
        }
        DetectionImage image = sample.image();
        return DetectionTiles.of(image.name(), LesionWindow.of(image), image.orientation(), image.boxes(), rows);
    }

    /** For {@code --json}. */
    public Map<String, Object> toMap() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (DetectionResult.Row row : result.rows()) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("row", row.name());
            for (int i = 0; i < DetectionFigure.ALL.size(); i++) {
                DetectionFigure figure = DetectionFigure.ALL.get(i);
                Map<String, Object> values = new LinkedHashMap<>();
                values.put("value", text(row.figures().get(i)));
                values.put("difference", text(row.differences().get(i)));
                values.put("unit", result.scale().unit(figure));
                map.put(figure.key(), values);
            }
            rows.add(map);
        }
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("rows", rows);
        object.put("against", result.against());
        object.put("leftOut", leftOut);
        return object;
    }

    /** Value, low and high as numbers or words: JSON has no number for none and for infinity. */
    private static List<Object> text(Interval interval) {
        return List.of(json(interval.value()), json(interval.low()), json(interval.high()));
    }

    private static Object json(double value) {
        return Double.isFinite(value) ? (Object) value : Csv.number(value);
    }

    /** A short table for the terminal. */
    public String summary() {
        StringBuilder text = new StringBuilder();
        for (DetectionResult.Row row : result.rows()) {
            text.append(String.format(
                    Locale.ROOT,
                    "%-32s AP50 %s, AP20 %s, mean sensitivity %s%n",
                    row.name(),
                    DetectionPage.text(row.of(DetectionFigure.AP50), 3),
                    DetectionPage.text(row.of(DetectionFigure.AP20), 3),
                    DetectionPage.text(row.of(DetectionFigure.MEAN_SENSITIVITY), 3)));
        }
        return text.toString().replace('\u00a0', ' ').stripTrailing();
    }
}
