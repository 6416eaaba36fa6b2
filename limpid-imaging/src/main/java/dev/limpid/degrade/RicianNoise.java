package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Noise of a magnitude image: sqrt((I + n1)^2 + n2^2) with n1, n2 ~ N(0, sigma^2). Second moment I^2 + 2 sigma^2 (Rice
 * 1944; Gudbjartsson and Patz, MRM 34, 1995).
 *
 * <p>A magnitude is never negative, so no result lies below the range's low end: I, normalised, enters the formula with its
 * sign, and a value below the range comes back about as far above the low end as it was below, since |I| alone counts.
 * {@link NoncentralChiNoise} with L = 1, which {@link RicianKind} uses, gives the same pixels within the range, but
 * leaves a value below it as far below as it was and adds the noise of I = 0. At sigma 0 all values are kept, those below
 * the range too.
 */
public final class RicianNoise extends PixelNoise {
    private final double sigma;

    /** @param sigma standard deviation of each channel as a fraction of the range, 0..1 */
    public RicianNoise(IntensityRange range, double sigma) {
        super(range);
        this.sigma = between("sigma", sigma, 0, 1);
    }

    @Override
    double draw(double value, PixelRandom random) {
        double real = value + sigma * random.gaussian();
        double imaginary = sigma * random.gaussian();
        return Math.sqrt(real * real + imaginary * imaginary);
    }

    @Override
    boolean isIdentity() {
        return sigma == 0;
    }

    @Override
    public String name() {
        return "rician";
    }
}
