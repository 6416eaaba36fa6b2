package dev.limpid.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sums of figures over images, kept for each patient, block, kind and column: all that tables need, however many images
 * there are. Patients and columns keep the order in which they came.
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
        private int count;

        Sums(int metrics) {
            sum = new double[metrics];
            squares = new double[metrics];
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
                of.sum[m] += measured.values()[m];
                of.squares[m] += measured.values()[m] * measured.values()[m];
            }
            of.count++;
        }
    }

    boolean has(Key key) {
        return sums.containsKey(key);
    }

    /** Whose images were measured, in the order in which they came. */
    List<String> patients(Key key) {
        return List.copyOf(sums.getOrDefault(key, Map.of()).keySet());
    }

    /** Each patient's mean over its images, in the order of {@link #patients}. */
    double[] means(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                .mapToDouble(patient -> patient.sum[metric] / patient.count)
                .toArray();
    }

    /** The standard deviation of each patient's images; 0 where there is one image. */
    double[] deviations(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                .mapToDouble(patient -> {
                    double mean = patient.sum[metric] / patient.count;
                    double square = patient.squares[metric] - patient.count * mean * mean;
                    return Math.sqrt(Math.max(0, square) / Math.max(1, patient.count - 1));
                })
                .toArray();
    }

    /** How many images each patient had, in the order of {@link #patients}. */
    List<Integer> counts(Key key) {
        List<Integer> counts = new ArrayList<>();
        sums.getOrDefault(key, Map.of()).values().forEach(patient -> counts.add(patient.count));
        return counts;
    }

    int images(Key key) {
        return counts(key).stream().mapToInt(count -> count).sum();
    }

    /** The mean over all images, whoever's they are. */
    double meanOfImages(Key key, int metric) {
        return sums.getOrDefault(key, Map.of()).values().stream()
                        .mapToDouble(patient -> patient.sum[metric])
                        .sum()
                / images(key);
    }
}
