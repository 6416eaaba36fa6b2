package dev.limpid.observer;

import java.util.List;

/**
 * The Hotelling observer of channel outputs: w = K^-1 (mean with - mean without), with K the mean of both classes' covariances
 * (Barrett and Myers, Foundations of Image Science, 2004, section 13.2.12).
 *
 * @param present how many outputs with the signal
 * @param absent how many without
 * @param template w
 * @param distanceSquared the squared Mahalanobis distance of both means, w times their difference
 */
record Hotelling(int present, int absent, double[] template, double distanceSquared) {
    /** @throws IllegalArgumentException if there are too few outputs for their number of channels */
    static Hotelling of(List<double[]> present, List<double[]> absent) {
        int channels = present.isEmpty() ? 0 : present.get(0).length;
        int freedom = present.size() + absent.size() - 2;
        if (present.size() < 2 || absent.size() < 2 || freedom < channels + 3) {
            throw new IllegalArgumentException("an observer of " + channels + " channels needs more images than "
                    + present.size() + " with and " + absent.size() + " without the signal");
        }
        double[] with = mean(present);
        double[] without = mean(absent);
        double[][] covariance = new double[channels][channels];
        scatter(covariance, present, with);
        scatter(covariance, absent, without);
        double[] difference = new double[channels];
        for (int i = 0; i < channels; i++) {
            difference[i] = with[i] - without[i];
            for (int j = 0; j < channels; j++) {
                covariance[i][j] /= freedom;
            }
        }
        double[] template = solve(covariance, difference);
        return new Hotelling(present.size(), absent.size(), template, dot(template, difference));
    }

    /**
     * The distance squared without the bias of finite samples: for normal outputs of one covariance (n - p - 3) / (n - 2) D^2 - p n / (n1 n0)
     * has the true one as its mean (from the mean of Hotelling's T^2; below 0 by chance where there is no signal).
     */
    double unbiased() {
        int channels = template.length;
        double all = present + absent;
        return (all - channels - 3) / (all - 2) * distanceSquared - channels * all / ((double) present * absent);
    }

    double response(double[] outputs) {
        return dot(template, outputs);
    }

    private static double[] mean(List<double[]> outputs) {
        double[] mean = new double[outputs.get(0).length];
        for (double[] each : outputs) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += each[i] / outputs.size();
            }
        }
        return mean;
    }

    private static void scatter(double[][] to, List<double[]> outputs, double[] mean) {
        for (double[] each : outputs) {
            for (int i = 0; i < mean.length; i++) {
                for (int j = 0; j < mean.length; j++) {
                    to[i][j] += (each[i] - mean[i]) * (each[j] - mean[j]);
                }
            }
        }
    }

    /** Cholesky's factors of a positive definite matrix, then both triangles. */
    static double[] solve(double[][] matrix, double[] right) {
        int n = right.length;
        double[][] lower = new double[n][n];
        double[] x = right.clone();
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = matrix[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                if (i == j && !(sum > 1e-12 * matrix[i][i])) {
                    throw new IllegalArgumentException(
                            "the channels' outputs do not differ from image to image; is there any noise?");
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
            for (int k = 0; k < i; k++) {
                x[i] -= lower[i][k] * x[k];
            }
            x[i] /= lower[i][i];
        }
        for (int i = n - 1; i >= 0; i--) {
            for (int k = i + 1; k < n; k++) {
                x[i] -= lower[k][i] * x[k];
            }
            x[i] /= lower[i][i];
        }
        return x;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
