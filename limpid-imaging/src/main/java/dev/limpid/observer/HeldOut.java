package dev.limpid.observer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An observer judged on images that it was not trained on. */
final class HeldOut {
    private HeldOut() {}

    /** The mean of both halves' areas under the curve; not a number where a half is too small to train on. */
    static double auc(List<double[]> present, List<double[]> absent) {
        int channels = present.get(0).length;
        if (present.size() / 2 + absent.size() / 2 - 2 < channels + 3) {
            return Double.NaN;
        }
        double sum = 0;
        for (int half = 0; half < 2; half++) {
            Hotelling trained = Hotelling.of(half(present, half), half(absent, half));
            sum += mannWhitney(
                    half(present, 1 - half).stream()
                            .mapToDouble(trained::response)
                            .toArray(),
                    half(absent, 1 - half).stream()
                            .mapToDouble(trained::response)
                            .toArray());
        }
        return sum / 2;
    }

    private static List<double[]> half(List<double[]> outputs, int which) {
        int middle = outputs.size() / 2;
        return new ArrayList<>(which == 0 ? outputs.subList(0, middle) : outputs.subList(middle, outputs.size()));
    }

    /** The part of pairs in which the one with the signal is the larger; ties count half. */
    static double mannWhitney(double[] present, double[] absent) {
        double[] sorted = absent.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double value : present) {
            wins += (below(sorted, value, false) + below(sorted, value, true)) / 2.0;
        }
        return wins / present.length / absent.length;
    }

    /** How many are smaller, or not larger. */
    private static int below(double[] sorted, double value, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value || (orEqual && sorted[middle] == value)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
