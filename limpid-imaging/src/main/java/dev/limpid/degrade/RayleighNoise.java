package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * The magnitude of complex noise added to the image: I + sqrt(n1^2 + n2^2), n ~ N(0, sigma^2). Mean I + sigma
 * sqrt(pi/2), variance (2 - pi/2) sigma^2; density of r = m - I: r / sigma^2 exp(-r^2 / (2 sigma^2)) (Rayleigh 1880; for
 * the background of magnitude images Gudbjartsson and Patz, MRM 34, 1995). It is drawn as sigma sqrt(-2 log u).
 *
 * <p>The additive form, as the denoising literature uses it: in a real magnitude image the noise is Rayleigh where there
 * is no signal and Rician elsewhere, which {@link RicianNoise} makes. Negative values are treated as all others.
 */
public final class RayleighNoise extends PixelNoise {
    private final double sigma;

    /** @param sigma the distribution's scale as a fraction of the range, 0..1 */
    public RayleighNoise(IntensityRange range, double sigma) {
        super(range);
        this.sigma = between("sigma", sigma, 0, 1);
    }

    @Override
    double draw(double value, PixelRandom random) {
        return value + sigma * Math.sqrt(-2 * StrictMath.log(random.uniform()));
    }

    @Override
    boolean isIdentity() {
        return sigma == 0;
    }

    @Override
    public String name() {
        return "rayleigh";
    }
}
