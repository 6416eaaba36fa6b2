package dev.limpid.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of figures over images, kept for each patient, block, kind and column: all that tables need, however many images
 * there are. Patients and columns keep the order in which they came. A figure that is NaN counts nowhere: its metric does
 * not apply to the image.
 */
final class PatientSums {
    /** What a row of sums belongs to. */
    record Key(String subset, String kind, Column column) {}

    private final int metrics;
    private final Map<Key, Map<String, Sums>> sums = new LinkedHashMap<>();

    /** Of one patient. */
    private static final class Sums {
        private final double[] sum;
        private final double[] squares;
        private final int[] counts;

        Sums(int metrics) {
            sum = new double[metrics];
            squares = new double[metrics];
            counts = new int[metrics];
        }
    }

    PatientSums(int metrics) {
        this.metrics = metrics;
    }

    void add(Cell cell) {
        for (Measured measured : cell.measured()) {
            Sums of = sums.computeIfAbsent(
                            new Key(cell.subset(), cell.kind(), measured.column()), key -> new LinkedHashMap<>())
                    .computeIfAbsent(cell.patient(), patient -> new Sums(metrics));
            for (int m = 0; m < metrics; m++) {
                double value = measured.values()[m];
                if (!Double.isNaN(value)) {
                    of.sum[m] += value;
                    of.squares[m] += value * value;
                    of.counts[m]++;
                }
            }
        }
    }

    boolean has(Key key) {
        return sums.containsKey(key);
    }

    /** Whose images were measured, in the order in which they came. */
    List<String> patients(Key key) {
        return List.copyOf(sums.getOrDefault(key, Map.of()).keySet());
    }

    /** Each patient's mean over its images, in the order of {@link #patients}; NaN for one without figures. */
    double[] means(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                .mapToDouble(patient -> patient.sum[metric] / patient.counts[metric])
                .toArray();
    }

    /** The means of those patients who have figures. */
    double[] knownMeans(Key key, int metric) {
        return Arrays.stream(means(key, metric))
                .filter(mean -> !Double.isNaN(mean))
                .toArray();
    }

    /** The mean of {@link #knownMeans}; NaN where there is none. */
    double mean(Key key, int metric) {
        return Arrays.stream(knownMeans(key, metric)).average().orElse(Double.NaN);
    }

    /** The standard deviation of each patient's images; 0 where there is one image, NaN where there is none. */
    double[] deviations(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                .mapToDouble(patient -> {
                    int count = patient.counts[metric];
                    double mean = patient.sum[metric] / count;
                    double square = patient.squares[metric] - count * mean * mean;
                    return Math.sqrt(Math.max(0, square) / Math.max(1, count - 1));
                })
                .toArray();
    }

    /** How many images of each patient have the figure, in the order of {@link #patients}. */
    List<Integer> counts(Key key, int metric) {
        List<Integer> counts = new ArrayList<>();
        sums.getOrDefault(key, Map.of()).values().forEach(patient -> counts.add(patient.counts[metric]));
        return counts;
    }

    int images(Key key, int metric) {
        return counts(key, metric).stream().mapToInt(count -> count).sum();
    }

    /** The mean over all images, whoever's they are. */
    double meanOfImages(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                        .mapToDouble(patient -> patient.sum[metric])
                        .sum()
                / images(key, metric);
    }
}
