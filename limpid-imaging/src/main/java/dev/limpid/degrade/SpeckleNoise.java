package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Multiplicative noise: I (1 + n), n ~ N(0, sigma^2). Mean I, standard deviation sigma |I|. The model I u with a random
 * factor u of mean 1 is that of Lee, IEEE TPAMI 2(2), 1980, and Jain, Fundamentals of Digital Image Processing, 1989; with
 * a Gaussian factor it is scikit-image's {@code random_noise} in mode speckle. The factor of coherent light is not
 * Gaussian, but exponential or, averaged over looks, gamma (Goodman, JOSA 66, 1976).
 *
 * <p>I is 0 at the range's low end, where there is no noise; below it the noise grows again with |I|.
 */
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
