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
    /** How often patients are drawn. */
    public static final int RESAMPLES = 1000;

    private static final double TAIL = 0.025;
    private static final int ATTEMPTS = 100;

    private PatientDraws() {}

    /**
     * A figure and the 95 % interval round it.
     *
     * @param value of the images themselves
     */
    public record Interval(double value, double low, double high) {
        /**
         * From the figures of draws; those that are no number do not count.
         *
         * @param draws a figure for each
         */
        public static Interval of(double value, double[] draws) {
            double[] sorted = Arrays.stream(draws)
                    .filter(each -> !Double.isNaN(each))
                    .sorted()
                    .toArray();
            return sorted.length == 0
                    ? new Interval(value, Double.NaN, Double.NaN)
                    : new Interval(value, quantile(sorted, TAIL), quantile(sorted, 1 - TAIL));
        }
    }

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
        int[] lesions = patients.stream().mapToInt(Verdict::lesions).toArray();
        return Interval.of(
                value,
                draws(lesions, seed).stream()
                        .mapToDouble(draw -> metric.of(repeated(patients, draw)))
                        .toArray());
    }

    private static List<DetectionCase> repeated(List<List<DetectionCase>> patients, int[] draw) {
        List<DetectionCase> drawn = new ArrayList<>();
        for (int patient = 0; patient < draw.length; patient++) {
            for (int times = 0; times < draw[patient]; times++) {
                drawn.addAll(patients.get(patient));
            }
        }
        return drawn;
    }

    /**
     * The draws themselves, so that several figures, or several methods, are measured on the same ones: how often each patient is in
     * each. As many are drawn as there are, with replacement, {@link #RESAMPLES} times.
     *
     * @param lesions of each patient
     * @throws NotApplicableException if so few patients have a lesion that draws without one do not end
     */
    public static List<int[]> draws(int[] lesions, long seed) {
        return IntStream.range(0, RESAMPLES)
                .mapToObj(resample -> draw(lesions, new PixelRandom(seed, resample)))
                .toList();
    }

    private static int[] draw(int[] lesions, PixelRandom random) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int[] times = new int[lesions.length];
            boolean lesion = false;
            for (int k = 0; k < lesions.length; k++) {
                int drawn = random.below(lesions.length);
                times[drawn]++;
                lesion |= lesions[drawn] > 0;
            }
            if (lesion) {
                return times;
            }
        }
        throw new NotApplicableException("too few patients have a lesion for an interval");
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        return low == high ? low : low + (position - below) * (high - low);
    }
}
