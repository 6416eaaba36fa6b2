package dev.limpid.invariance;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.ArrayList;
import java.util.List;

/**
 * A way in which patches change together that the denoiser takes for one: a principal component of smoothed changes.
 *
 * @param image change of one standard deviation of the component, in HU; its sign means nothing
 * @param share of the changes' variance
 */
public record ChangeMode(Slice image, double share) {
    private static final int ITERATIONS = 200;

    /**
     * The components of most variance, by power iteration on the matrix of products of changes, whose sum is subtracted first.
     *
     * @param changes of patches of edge x edge; fewer than three have no components worth showing
     * @param most how many components at most
     */
    static List<ChangeMode> of(List<float[]> changes, int edge, int most) {
        int count = changes.size();
        List<ChangeMode> modes = new ArrayList<>();
        if (count < 3) {
            return modes;
        }
        List<float[]> centred = centred(changes);
        double[][] products = new double[count][count];
        double total = 0;
        for (int i = 0; i < count; i++) {
            for (int j = 0; j <= i; j++) {
                products[i][j] = product(centred.get(i), centred.get(j));
                products[j][i] = products[i][j];
            }
            total += products[i][i];
        }
        for (int mode = 0; mode < Math.min(most, count - 1); mode++) {
            double[] vector = new double[count];
            for (int i = 0; i < count; i++) {
                vector[i] = Math.cos(1 + i * (mode + 1.0)); // Any start will do that is not orthogonal by design.
            }
            double value = 0;
            for (int iteration = 0; iteration < ITERATIONS; iteration++) {
                double[] next = times(products, vector);
                value = Math.sqrt(product(next, next));
                if (value <= 1e-9 * total) {
                    return modes;
                }
                for (int i = 0; i < count; i++) {
                    vector[i] = next[i] / value;
                }
            }
            float[] image = new float[edge * edge];
            for (int i = 0; i < count; i++) {
                for (int k = 0; k < image.length; k++) {
                    image[k] += (float) (vector[i] * centred.get(i)[k] / Math.sqrt(count - 1.0));
                }
            }
            modes.add(new ChangeMode(Slice.of(edge, edge, image, Unit.HOUNSFIELD), value / total));
            for (int i = 0; i < count; i++) {
                for (int j = 0; j < count; j++) {
                    products[i][j] -= value * vector[i] * vector[j];
                }
            }
        }
        return modes;
    }

    private static List<float[]> centred(List<float[]> changes) {
        float[] mean = new float[changes.get(0).length];
        changes.forEach(change -> {
            for (int k = 0; k < mean.length; k++) {
                mean[k] += change[k] / changes.size();
            }
        });
        return changes.stream().map(change -> Patches.difference(change, mean)).toList();
    }

    private static double product(float[] first, float[] second) {
        double sum = 0;
        for (int k = 0; k < first.length; k++) {
            sum += (double) first[k] * second[k];
        }
        return sum;
    }

    private static double product(double[] first, double[] second) {
        double sum = 0;
        for (int k = 0; k < first.length; k++) {
            sum += first[k] * second[k];
        }
        return sum;
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] result = new double[vector.length];
        for (int i = 0; i < result.length; i++) {
            result[i] = product(matrix[i], vector);
        }
        return result;
    }
}
