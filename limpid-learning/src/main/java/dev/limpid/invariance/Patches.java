package dev.limpid.invariance;

import dev.limpid.network.invariance.PatchScale;
import java.util.Arrays;
import java.util.List;

/** Numbers of patches: means, differences, quantiles. */
final class Patches {
    private Patches() {}

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /** The mean absolute difference. */
    static double distance(float[] first, float[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += Math.abs(first[i] - second[i]);
        }
        return sum / first.length;
    }

    static float[] difference(float[] from, float[] taken) {
        float[] values = new float[from.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = from[i] - taken[i];
        }
        return values;
    }

    static float[] sum(float[] first, float[] second, double times) {
        float[] values = new float[first.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (first[i] + times * second[i]);
        }
        return values;
    }

    /** As networks see them, one behind the other. */
    static float[] toNetwork(List<float[]> patches) {
        int area = patches.get(0).length;
        float[] all = new float[patches.size() * area];
        for (int i = 0; i < patches.size(); i++) {
            for (int k = 0; k < area; k++) {
                all[i * area + k] = PatchScale.toNetwork(patches.get(i)[k]);
            }
        }
        return all;
    }

    /** The value that a part of all lies at or below, interpolated between neighbours. */
    static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
