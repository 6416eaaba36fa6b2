package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Counting noise: k / P, k ~ Poisson(P I), for a peak count P; probability of k counts (P I)^k exp(-P I) / k!. Mean I,
 * variance I / P (Barrett and Myers, Foundations of Image Science, 2004, chapter 11, Poisson statistics). Values below the
 * range have no counts; they are kept. From {@value #COUNTED} counts on, the normal distribution with that mean and
 * variance is drawn instead: the two differ by less than a float can hold.
 */
public final class PoissonNoise extends PixelNoise {
    private static final double COUNTED = 1e9;
    private static final double LEAST = 1.0 / 16;

    private final double peak;

    /** @param peak expected counts at the top of the range, 1/16 or more; infinitely many give no noise */
    public PoissonNoise(IntensityRange range, double peak) {
        super(range);
        this.peak = between("peak", peak, LEAST, Double.POSITIVE_INFINITY);
    }

    @Override
    double draw(double value, PixelRandom random) {
        if (value <= 0) {
            return value;
        }
        return peak > COUNTED
                ? value + Math.sqrt(value / peak) * random.gaussian()
                : random.poisson(peak * value) / peak;
    }

    @Override
    boolean isIdentity() {
        return Double.isInfinite(peak);
    }

    @Override
    public String name() {
        return "poisson";
    }
}
