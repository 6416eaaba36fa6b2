package dev.limpid.observer;

/** The standard normal distribution function, to about 15 digits. */
final class Normal {
    private static final double SERIES_TO = 3;
    private static final int FRACTIONS = 60;

    private Normal() {}

    /** P(Z at most z). */
    static double below(double z) {
        double tail = upper(Math.abs(z));
        return z < 0 ? tail : 1 - tail;
    }

    /** P(Z above z) for z of 0 and more: a power series about 0, Laplace's continued fraction further out. */
    private static double upper(double z) {
        double density = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
        if (z < SERIES_TO) {
            double term = z;
            double sum = z;
            for (int k = 1; term > 1e-17 * sum; k++) {
                term *= z * z / (2 * k + 1);
                sum += term;
            }
            return 0.5 - density * sum;
        }
        double fraction = z;
        for (int k = FRACTIONS; k > 0; k--) {
            fraction = z + k / fraction;
        }
        return density / fraction;
    }
}
