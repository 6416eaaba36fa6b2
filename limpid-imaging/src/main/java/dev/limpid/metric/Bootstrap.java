package dev.limpid.metric;

import dev.limpid.degrade.PixelRandom;
import java.util.Arrays;

/**
 * How far a mean over patients could lie elsewhere with other patients of the same kind: the percentile bootstrap (Efron
 * and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3).
 *
 * <p>As many patients as there are get drawn with replacement, {@link #RESAMPLES} times; the interval runs from the
 * 2.5th to the 97.5th percentile of the means of these draws (linear between order statistics). The unit of drawing is
 * the patient, since images of one patient are alike: give one value for each patient, not one for each image.
 *
 * <p>Of few patients the interval is too narrow: for n values it is about sqrt((n - 1) / n) of the normal one. Of one
 * patient it is the point itself, which says nothing about others.
 *
 * <p>The same values and seed give the same interval on every platform. A value may be infinite (the PSNR of an
 * untouched image), and then so is the mean.
 *
 * <p>Example: {@code Bootstrap.mean(new double[] {31.2, 32.0, 30.1, 33.4}, 1)} is 31.68 in 30.58..32.85.
 */
public final class Bootstrap {
    /** How often patients are drawn. */
    public static final int RESAMPLES = 2000;
    /** The share of draws inside an interval. */
    public static final double COVERAGE = 0.95;

    private Bootstrap() {}

    /**
     * A mean and the interval around it.
     *
     * @param mean of the values themselves
     * @param low 2.5th percentile of the resampled means
     * @param high 97.5th percentile
     */
    public record Interval(double mean, double low, double high) {}

    /**
     * The mean of the patients' values.
     *
     * @param perPatientMeans one value a patient, at least one; their order matters to the draw
     * @throws IllegalArgumentException if there is no value, or one is not a number
     */
    public static Interval mean(double[] perPatientMeans, long seed) {
        requireNumbers(perPatientMeans);
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            PixelRandom random = new PixelRandom(seed, resample);
            double sum = 0;
            for (int k = 0; k < perPatientMeans.length; k++) {
                sum += perPatientMeans[random.below(perPatientMeans.length)];
            }
            means[resample] = sum / perPatientMeans.length;
        }
        Arrays.sort(means);
        return new Interval(
                Arrays.stream(perPatientMeans).sum() / perPatientMeans.length,
                quantile(means, (1 - COVERAGE) / 2),
                quantile(means, (1 + COVERAGE) / 2));
    }

    /**
     * The mean of a - b over patients, both measured on the same ones: the pairs are drawn, so what makes a patient
     * easy or hard for both cancels.
     *
     * @param a one value a patient
     * @param b the other method's, in the same order
     * @throws IllegalArgumentException if the numbers of patients differ, there is none, or a difference is not a number
     */
    public static Interval difference(double[] a, double[] b, long seed) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(
                    "a paired difference needs the same patients on both sides, not " + a.length + " and " + b.length);
        }
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = a[i] - b[i];
        }
        return mean(differences, seed);
    }

    private static void requireNumbers(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a bootstrap needs the value of at least one patient");
        }
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("the value of patient " + i + " is not a number");
            }
        }
    }

    private static double quantile(double[] sorted, double p) {
        double position = p * (sorted.length - 1);
        int below = (int) position;
        double low = sorted[below];
        double high = sorted[Math.min(below + 1, sorted.length - 1)];
        return low == high ? low : low + (position - below) * (high - low);
    }
}
