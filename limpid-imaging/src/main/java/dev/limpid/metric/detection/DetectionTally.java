package dev.limpid.metric.detection;

import dev.limpid.metric.NotApplicableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The detections of all images, judged and sorted once, to be counted for any draw of patients: a draw says how often each patient
 * is in it, with all images. The figures are those of {@link AveragePrecision} and {@link Sensitivity} for the images repeated that
 * often, at the cost of one pass over the detections, which makes a bootstrap over many detections affordable. Immutable.
 */
public final class DetectionTally {
    private final List<String> patients;
    private final int[] images;
    private final int[] lesions;
    private final double[] scores;
    private final boolean[] hits;
    private final int[] owners;

    private DetectionTally(
            List<String> patients, int[] images, int[] lesions, double[] scores, boolean[] hits, int[] owners) {
        this.patients = patients;
        this.images = images;
        this.lesions = lesions;
        this.scores = scores;
        this.hits = hits;
        this.owners = owners;
    }

    private record Owned(Verdict verdict, int owner) {}

    /**
     * Judges.
     *
     * @param overlap least intersection over union of a hit, above 0, at most 1
     */
    public static DetectionTally of(List<DetectionCase> cases, double overlap) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        cases.forEach(image -> numbers.putIfAbsent(image.patient(), numbers.size()));
        int[] images = new int[numbers.size()];
        int[] lesions = new int[numbers.size()];
        List<Owned> all = new ArrayList<>();
        for (DetectionCase image : cases) {
            int owner = numbers.getOrDefault(image.patient(), 0);
            images[owner]++;
            lesions[owner] += image.truth().size();
            Verdict.of(List.of(image), overlap).forEach(verdict -> all.add(new Owned(verdict, owner)));
        }
        all.sort((a, b) -> Double.compare(b.verdict.score(), a.verdict.score()));
        boolean[] hits = new boolean[all.size()];
        for (int i = 0; i < hits.length; i++) {
            hits[i] = all.get(i).verdict.hit();
        }
        return new DetectionTally(
                List.copyOf(numbers.keySet()),
                images,
                lesions,
                all.stream().mapToDouble(each -> each.verdict.score()).toArray(),
                hits,
                all.stream().mapToInt(Owned::owner).toArray());
    }

    /** The patients, in the order of their first image, which is that of a draw. */
    public List<String> patients() {
        return patients;
    }

    /** Lesions of each patient. */
    public int[] lesions() {
        return lesions.clone();
    }

    /** Images of each patient. */
    public int[] images() {
        return images.clone();
    }

    /** The draw of every patient once: the images themselves. */
    public int[] once() {
        int[] draw = new int[patients.size()];
        Arrays.fill(draw, 1);
        return draw;
    }

    /**
     * See {@link AveragePrecision}.
     *
     * @throws NotApplicableException if the draw has no lesion
     */
    public double precision(int[] draw) {
        double all = total(lesions, draw);
        requireLesion(all);
        List<double[]> curve = new ArrayList<>();
        long found = 0;
        long count = 0;
        for (int i = 0; i < scores.length; i++) {
            int times = draw[owners[i]];
            count += times;
            found += hits[i] ? times : 0;
            if (endsScore(i) && count > 0) {
                curve.add(new double[] {found / all, (double) found / count});
            }
        }
        double area = 0;
        double best = 0;
        for (int i = curve.size() - 1; i >= 0; i--) {
            best = Math.max(best, curve.get(i)[1]);
            area += (curve.get(i)[0] - (i == 0 ? 0 : curve.get(i - 1)[0])) * best;
        }
        return area;
    }

    /**
     * See {@link Sensitivity}.
     *
     * @param rates false positives an image, each above 0
     * @return a sensitivity for each rate
     * @throws NotApplicableException if the draw has no lesion
     */
    public double[] sensitivities(List<Double> rates, int[] draw) {
        double all = total(lesions, draw);
        requireLesion(all);
        double ofImages = total(images, draw);
        double[] reached = new double[rates.size()];
        for (Point point : walk(draw, false)) {
            for (int rate = 0; rate < reached.length; rate++) {
                if (point.falsePositives() <= rates.get(rate) * ofImages) {
                    reached[rate] = point.found() / all;
                }
            }
        }
        return reached;
    }

    /**
     * A threshold and what it lets through.
     *
     * @param threshold least score
     * @param found lesions
     * @param falsePositives boxes that are none
     */
    public record Point(double threshold, long found, long falsePositives) {}

    /** The corners of the free-response curve, by falling threshold: those that find more than the one before, and the last one. */
    public List<Point> curve() {
        return walk(once(), true);
    }

    private List<Point> walk(int[] draw, boolean last) {
        List<Point> points = new ArrayList<>();
        long found = 0;
        long wrong = 0;
        long before = 0;
        for (int i = 0; i < scores.length; i++) {
            if (hits[i]) {
                found += draw[owners[i]];
            } else {
                wrong += draw[owners[i]];
            }
            if (endsScore(i) && (found > before || (last && i + 1 == scores.length))) {
                points.add(new Point(scores[i], found, wrong));
                before = found;
            }
        }
        return points;
    }

    /** The lowest score that lets no more than so many false positives an image through; empty where none does. */
    public OptionalDouble threshold(double rate) {
        OptionalDouble lowest = OptionalDouble.empty();
        long wrong = 0;
        for (int i = 0; i < scores.length; i++) {
            wrong += hits[i] ? 0 : 1;
            if (endsScore(i) && wrong <= rate * total(images, once())) {
                lowest = OptionalDouble.of(scores[i]);
            }
        }
        return lowest;
    }

    /** What a threshold lets through of one patient's images. */
    public Point of(int patient, double threshold) {
        long found = 0;
        long wrong = 0;
        for (int i = 0; i < scores.length && scores[i] >= threshold; i++) {
            if (owners[i] == patient) {
                found += hits[i] ? 1 : 0;
                wrong += hits[i] ? 0 : 1;
            }
        }
        return new Point(threshold, found, wrong);
    }

    private boolean endsScore(int index) {
        return index + 1 == scores.length || scores[index + 1] < scores[index];
    }

    private static double total(int[] ofPatients, int[] draw) {
        double total = 0;
        for (int patient = 0; patient < draw.length; patient++) {
            total += (double) draw[patient] * ofPatients[patient];
        }
        return total;
    }

    private static void requireLesion(double lesions) {
        if (lesions == 0) {
            throw new NotApplicableException("images without a lesion have neither precision nor sensitivity");
        }
    }
}
