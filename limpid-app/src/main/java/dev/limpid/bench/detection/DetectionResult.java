package dev.limpid.bench.detection;

import dev.limpid.metric.NotApplicableException;
import dev.limpid.metric.detection.DetectionTally;
import dev.limpid.metric.detection.PatientDraws;
import dev.limpid.metric.detection.PatientDraws.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The figures of a {@link DetectionStudy}: of every row with its interval, and less the row that all are compared with, on the same
 * draws of patients.
 *
 * @param against the row that others are compared with
 * @param rows in the order of the study
 * @param scale of bias and contrast, one for all rows
 */
record DetectionResult(String against, List<Row> rows, LesionScale scale) {
    /** Figures of lesions have intervals from so many patients with lesions on: every draw of fewer has the same lesions. */
    static final int LEAST_ILL = 2;

    /** Score threshold of the table of patients and of the pictures: that of one false positive an image. */
    static final double SHOWN_RATE = 1;

    /**
     * One row.
     *
     * @param figures as {@link DetectionFigure#ALL}
     * @param differences from the row {@code against}, likewise
     * @param tally its detections at {@link DetectionFigure#FROC_OVERLAP}
     */
    record Row(String name, List<Interval> figures, List<Interval> differences, DetectionTally tally) {
        Interval of(DetectionFigure figure) {
            return figures.get(DetectionFigure.ALL.indexOf(figure));
        }

        /** The lowest score of at most {@link #SHOWN_RATE} false positives an image; above all scores where there is none. */
        double threshold() {
            return tally.threshold(SHOWN_RATE).orElse(Double.POSITIVE_INFINITY);
        }
    }

    static DetectionResult of(Map<String, List<Seen>> seen, String against, long seed) {
        Map<String, RowTally> tallies = new LinkedHashMap<>();
        LesionScale scale = LesionScale.of(seen.values().iterator().next());
        seen.forEach((name, images) -> tallies.put(name, new RowTally(images, scale)));
        RowTally first = tallies.values().iterator().next();
        List<int[]> draws = draws(first.loose().lesions(), seed);
        boolean enough = ill(first.loose()) >= LEAST_ILL;
        Map<String, List<double[]>> drawn = new LinkedHashMap<>();
        tallies.forEach((name, tally) ->
                drawn.put(name, draws.stream().parallel().map(tally::of).toList()));
        List<double[]> baseline = drawn.getOrDefault(against, List.of());
        double[] reference =
                tallies.getOrDefault(against, first).of(first.loose().once());
        List<Row> rows = new ArrayList<>();
        tallies.forEach((name, tally) -> {
            double[] values = tally.of(tally.loose().once());
            List<double[]> own = drawn.getOrDefault(name, List.of());
            List<Interval> figures = new ArrayList<>();
            List<Interval> differences = new ArrayList<>();
            for (int f = 0; f < values.length; f++) {
                int figure = f;
                int count = enough || !DetectionFigure.ALL.get(f).isOfLesions() ? own.size() : 0;
                figures.add(Interval.of(
                        values[f],
                        own.stream()
                                .limit(count)
                                .mapToDouble(draw -> draw[figure])
                                .toArray()));
                differences.add(Interval.of(
                        values[f] - reference[f],
                        IntStream.range(0, count)
                                .mapToDouble(draw -> own.get(draw)[figure] - baseline.get(draw)[figure])
                                .toArray()));
            }
            rows.add(new Row(name, figures, differences, tally.loose()));
        });
        return new DetectionResult(against, rows, scale);
    }

    /** How many patients have lesions. */
    static long ill(DetectionTally tally) {
        return Arrays.stream(tally.lesions()).filter(count -> count > 0).count();
    }

    /** None of one patient: the interval would be the figure itself, and would say nothing of others. */
    private static List<int[]> draws(int[] lesions, long seed) {
        try {
            return lesions.length < 2 ? List.of() : PatientDraws.draws(lesions, seed);
        } catch (NotApplicableException tooFew) {
            return List.of();
        }
    }
}
