package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Counting noise: Poisson(P I) / P for a peak count P. Mean I, variance I / P. Values below the range have no counts;
 * they are kept.
 */
public final class PoissonNoise extends PixelNoise {
    private final double peak;

    /** @param peak expected counts at the top of the range, 1..1e9 */
    public PoissonNoise(IntensityRange range, double peak) {
        super(range);
        this.peak = between("peak", peak, 1, 1e9);
    }

    @Override
    double draw(double value, PixelRandom random) {
        return value > 0 ? random.poisson(peak * value) / peak : value;
    }

    @Override
    boolean isIdentity() {
        return false;
    }

    @Override
    public String name() {
        return "poisson";
    }
}
