package dev.limpid.observer;

import java.util.Arrays;

/**
 * The part of the full dose at which a method's images are as good as the undenoised ones at full dose, by d': where the difference
 * of both, a straight line between neighbouring doses' logarithms, falls to 0.
 *
 * <p>Infinite where the method is worse at full dose already; 0 where it is better even at the lowest dose that was measured.
 *
 * <p>The interval holds the doses at which that difference is within 1.96 of its standard errors of 0; its ends are infinite or 0 by
 * the same rule. Standard errors are those of a delete-one jackknife over repeats (Efron and Tibshirani, An Introduction to the
 * Bootstrap, 1993, chapter 11), in which methods and doses share their noise, so that what they have in common cancels.
 *
 * @param dose as a part of the full one
 * @param low end of the interval
 * @param high end of the interval
 */
public record EqualDose(double dose, double low, double high) {
    private static final double NORMAL = 1.959964;

    /**
     * Finds the dose.
     *
     * @param doses falling
     * @param better d' of the method less d' of the reference, at each dose
     * @param errors standard errors of these
     */
    public static EqualDose of(double[] doses, double[] better, double[] errors) {
        double[] lower = new double[better.length];
        double[] upper = new double[better.length];
        for (int i = 0; i < better.length; i++) {
            lower[i] = better[i] - NORMAL * errors[i];
            upper[i] = better[i] + NORMAL * errors[i];
        }
        return new EqualDose(crossing(doses, better), crossing(doses, upper), crossing(doses, lower));
    }

    private static double crossing(double[] doses, double[] values) {
        if (values[0] < 0) {
            return Double.POSITIVE_INFINITY;
        }
        for (int i = 1; i < values.length; i++) {
            if (values[i] < 0) {
                double part = values[i - 1] / (values[i - 1] - values[i]);
                double log = Math.log(doses[i - 1]) + part * (Math.log(doses[i]) - Math.log(doses[i - 1]));
                return Math.exp(log);
            }
        }
        return 0;
    }

    /**
     * The standard error of an estimate from its values with one repeat left out each.
     *
     * @param leftOut one value for each repeat, at least two
     */
    public static double jackknifeError(double[] leftOut) {
        double mean = Arrays.stream(leftOut).average().orElseThrow();
        double squares = 0;
        for (double value : leftOut) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares * (leftOut.length - 1) / leftOut.length);
    }
}
