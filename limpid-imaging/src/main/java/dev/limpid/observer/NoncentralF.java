package dev.limpid.observer;

/**
 * The noncentral F distribution: a mixture of beta distributions with Poisson weights,
 *
 * <p>P(F at most f) = sum over j of Poisson(j; noncentrality / 2) I_q(a / 2 + j, b / 2), q = a f / (a f + b)
 *
 * <p>(Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2, 1995, section 30.2).
 */
final class NoncentralF {
    private static final double SMALL = 1e-15;
    private static final int STEPS = 80;

    private NoncentralF() {}

    /** P(F at most f) with a and b degrees of freedom. */
    static double below(double f, double a, double b, double noncentrality) {
        if (f <= 0) {
            return 0;
        }
        double q = a * f / (a * f + b);
        double mean = noncentrality / 2;
        int mode = (int) mean;
        double atMode = mean == 0 ? 1 : Math.exp(mode * Math.log(mean) - mean - Beta.logGamma(mode + 1.0));
        double sum = 0;
        double weight = atMode;
        for (int j = mode; weight > SMALL; j++) {
            sum += weight * Beta.regularised(q, a / 2 + j, b / 2);
            weight *= mean / (j + 1);
        }
        weight = atMode;
        for (int j = mode; j > 0 && weight > SMALL; j--) {
            weight *= j / mean;
            sum += weight * Beta.regularised(q, a / 2 + j - 1, b / 2);
        }
        return sum;
    }

    /** The noncentrality at which P(F at most f) is {@code part}, 0 where it is less even without any. */
    static double noncentrality(double f, double a, double b, double part) {
        if (below(f, a, b, 0) <= part) {
            return 0;
        }
        double high = 1;
        while (below(f, a, b, high) > part) {
            high *= 2;
        }
        double low = 0;
        for (int step = 0; step < STEPS && high - low > 1e-10 * high; step++) {
            double middle = (low + high) / 2;
            if (below(f, a, b, middle) > part) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }
}
