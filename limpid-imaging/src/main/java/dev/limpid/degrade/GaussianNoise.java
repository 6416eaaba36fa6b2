package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Additive white Gaussian noise: I + n, n ~ N(0, sigma^2), not clipped. Mean I, variance sigma^2 (Gonzalez and Woods,
 * Digital Image Processing, chapter 5, noise models). Values outside the range are treated as all others.
 *
 * <p>Example: {@code new GaussianNoise(IntensityRange.CT, 0.1)} adds noise of 200 HU.
 */
public final class GaussianNoise extends PixelNoise {
    private final double sigma;

    /** @param sigma standard deviation as a fraction of the range, 0..1 */
    public GaussianNoise(IntensityRange range, double sigma) {
        super(range);
        this.sigma = between("sigma", sigma, 0, 1);
    }

    @Override
    double draw(double value, PixelRandom random) {
        return value + sigma * random.gaussian();
    }

    @Override
    boolean isIdentity() {
        return sigma == 0;
    }

    @Override
    public String name() {
        return "gaussian";
    }
}
