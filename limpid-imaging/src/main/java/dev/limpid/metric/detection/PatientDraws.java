package dev.limpid.metric.detection;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.metric.NotApplicableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How far a detector's figure could lie elsewhere with other patients of the same kind: the percentile bootstrap over patients,
 * with all images of a drawn patient. Draws without a lesion have no figure and are drawn again.
 */
public final class PatientDraws {
    private static final int RESAMPLES = 1000;
    private static final double TAIL = 0.025;
    private static final int ATTEMPTS = 100;

    private PatientDraws() {}

    /**
     * A figure and the 95 % interval round it.
     *
     * @param value of the images themselves
     */
    public record Interval(double value, double low, double high) {}

    /**
     * Measures with its interval; the same images and seed give the same.
     *
     * @throws NotApplicableException if the images have no such figure
     */
    public static Interval of(DetectionMetric metric, List<DetectionCase> cases, long seed) {
        double value = metric.of(cases);
        Map<String, List<DetectionCase>> byPatient = new LinkedHashMap<>();
        cases.forEach(image -> byPatient
                .computeIfAbsent(image.patient(), name -> new ArrayList<>())
                .add(image));
        List<List<DetectionCase>> patients = List.copyOf(byPatient.values());
        double[] values = IntStream.range(0, RESAMPLES)
                .mapToDouble(resample -> metric.of(draw(patients, new PixelRandom(seed, resample))))
                .toArray();
        Arrays.sort(values);
        return new Interval(value, quantile(values, TAIL), quantile(values, 1 - TAIL));
    }

    private static List<DetectionCase> draw(List<List<DetectionCase>> patients, PixelRandom random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<DetectionCase> drawn = new ArrayList<>();
            for (int k = 0; k < patients.size(); k++) {
                drawn.addAll(patients.get(random.below(patients.size())));
            }
            if (Verdict.lesions(drawn) > 0) {
                return drawn;
            }
        }
        throw new NotApplicableException("too few patients have a lesion for an interval");
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
