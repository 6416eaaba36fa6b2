package dev.limpid.filter.bm3d;

/** Kaiser's window, I0(beta sqrt(1 - t^2)) / I0(beta) for t from -1 to 1. */
final class KaiserWindow {
    private KaiserWindow() {}

    /** {@code n} weights, at least two. */
    static double[] of(int n, double beta) {
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            double t = 2.0 * i / (n - 1) - 1;
            weights[i] = bessel(beta * Math.sqrt(Math.max(0, 1 - t * t))) / bessel(beta);
        }
        return weights;
    }

    /** Modified Bessel function of order 0, by its power series; for arguments of a few units. */
    private static double bessel(double x) {
        double sum = 0;
        double term = 1;
        for (int k = 1; term > 1e-17 * sum; k++) {
            sum += term;
            term *= x * x / (4.0 * k * k);
        }
        return sum;
    }
}
