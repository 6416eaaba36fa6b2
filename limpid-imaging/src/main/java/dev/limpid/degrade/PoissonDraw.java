package dev.limpid.degrade;

/**
 * Poisson draws: by multiplication of uniforms for small means, by Hörmann's transformed rejection PTRS for larger ones
 * (Insurance: Mathematics and Economics 12, 1993).
 */
final class PoissonDraw {
    private static final double[] LOG_FACTORIAL = new double[16];

    static {
        for (int k = 2; k < LOG_FACTORIAL.length; k++) {
            LOG_FACTORIAL[k] = LOG_FACTORIAL[k - 1] + StrictMath.log(k);
        }
    }

    private PoissonDraw() {}

    static long next(PixelRandom random, double mean) {
        if (!(mean >= 0) || Double.isInfinite(mean)) {
            throw new IllegalArgumentException("a Poisson mean must be finite and not negative: " + mean);
        }
        return mean < 10 ? multiply(random, mean) : reject(random, mean);
    }

    private static long multiply(PixelRandom random, double mean) {
        double limit = StrictMath.exp(-mean);
        double product = random.uniform();
        long count = 0;
        while (product > limit) {
            product *= random.uniform();
            count++;
        }
        return count;
    }

    private static long reject(PixelRandom random, double mean) {
        double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
        double a = -0.059 + 0.02483 * b;
        double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
        double accept = 0.9277 - 3.6224 / (b - 2);
        double logMean = StrictMath.log(mean);
        while (true) {
            double u = random.uniform() - 0.5;
            double v = random.uniform();
            double us = 0.5 - Math.abs(u);
            double k = Math.floor((2 * a / us + b) * u + mean + 0.43);
            if (us >= 0.07 && v <= accept) {
                return (long) k;
            }
            if (k < 0 || (us < 0.013 && v > us)) {
                continue;
            }
            double bound = k * logMean - mean - logFactorial((long) k);
            if (StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= bound) {
                return (long) k;
            }
        }
    }

    /** log(k!), by Stirling's series from 16 on (error under 1e-12). */
    static double logFactorial(long k) {
        if (k < LOG_FACTORIAL.length) {
            return LOG_FACTORIAL[(int) k];
        }
        double n = k + 1.0;
        double square = n * n;
        double series = (1.0 / 12 - (1.0 / 360 - 1.0 / (1260 * square)) / square) / n;
        return (n - 0.5) * StrictMath.log(n) - n + 0.5 * StrictMath.log(2 * Math.PI) + series;
    }
}
