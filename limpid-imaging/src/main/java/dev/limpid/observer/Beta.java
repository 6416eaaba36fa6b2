package dev.limpid.observer;

/** The regularised incomplete beta function. */
final class Beta {
    private static final int MOST_TERMS = 2000;
    private static final double TINY = 1e-300;
    private static final double DONE = 1e-15;

    /** Of Stirling's series. */
    private static final double[] STIRLING = {1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188};

    private static final double STIRLING_FROM = 10;

    private Beta() {}

    /** I_x(a, b) for x in 0..1, a and b above 0: the continued fraction 26.5.8 of Abramowitz and Stegun. */
    static double regularised(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        // The fraction is quick below the mean; above it the other tail is taken.
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** By Lentz's method. */
    private static double fraction(double x, double a, double b) {
        double value = 1;
        double c = 1;
        double d = 1 / apart(1 - (a + b) * x / (a + 1));
        value *= d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / apart(1 + even * d);
            c = apart(1 + even / c);
            value *= c * d;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / apart(1 + odd * d);
            c = apart(1 + odd / c);
            value *= c * d;
            if (Math.abs(c * d - 1) < DONE) {
                break;
            }
        }
        return value;
    }

    private static double apart(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** log of the gamma function for arguments above 0. */
    static double logGamma(double z) {
        double less = 0;
        double x = z;
        while (x < STIRLING_FROM) {
            less += Math.log(x);
            x++;
        }
        double series = 0;
        double power = x;
        for (double term : STIRLING) {
            series += term / power;
            power *= x * x;
        }
        return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 + series - less;
    }
}
