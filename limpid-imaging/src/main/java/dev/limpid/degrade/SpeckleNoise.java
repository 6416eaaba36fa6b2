package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** Multiplicative noise: I (1 + n), n ~ N(0, sigma^2). Mean I, standard deviation sigma |I|. */
public final class SpeckleNoise extends PixelNoise {
    private final double sigma;

    /** @param sigma standard deviation relative to the normalised value, 0..1 */
    public SpeckleNoise(IntensityRange range, double sigma) {
        super(range);
        this.sigma = between("sigma", sigma, 0, 1);
    }

    @Override
    double draw(double value, PixelRandom random) {
        return value * (1 + sigma * random.gaussian());
    }

    @Override
    boolean isIdentity() {
        return sigma == 0;
    }

    @Override
    public String name() {
        return "speckle";
    }
}
