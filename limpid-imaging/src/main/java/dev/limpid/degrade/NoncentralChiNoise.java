package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * Noise of the root of the sum of squares of L receiver coils, each with complex Gaussian noise and an equal share of
 * the signal: m = sqrt(sum over l of (A/sqrt(L) + n_l1)^2 + n_l2^2), n ~ N(0, sigma^2). For L = 1 it is Rician noise.
 *
 * <p>Density p(m | A) = m^L / (sigma^2 A^(L-1)) exp(-(m^2 + A^2) / (2 sigma^2)) I_(L-1)(m A / sigma^2); second moment
 * A^2 + 2 L sigma^2, fourth (A^2 + 2 L sigma^2)^2 + 4 sigma^2 (A^2 + L sigma^2) (Constantinides, Atalar and McVeigh, MRM 38, 1997;
 * Aja-Fernandez et al., MRM 65, 2011). The density depends on the signal's sum of squares only, so all of it is put into
 * one coil; the other L - 1 coils hold noise alone, whose sum of squares is -2 sigma^2 log of a product of L - 1
 * uniforms.
 *
 * <p>A magnitude is never negative, so neither is A: a value below the range's low end stays as far below as it was, and
 * gets the noise of A = 0.
 */
public final class NoncentralChiNoise extends PixelNoise {
    /** Most coils; keeps the product of uniforms within the numbers of a double. */
    public static final int MAX_COILS = 32;

    /** At least 2^-54 each, so that this many multiply to a normal double. */
    private static final int UNIFORMS_AT_A_TIME = 16;

    private final String name;
    private final double sigma;
    private final int coils;

    /**
     * Noise of several coils.
     *
     * @param sigma standard deviation of each channel as a fraction of the range, 0..1
     * @param coils L, 1..{@value #MAX_COILS}
     */
    public NoncentralChiNoise(IntensityRange range, double sigma, int coils) {
        this("noncentral-chi", range, sigma, coils);
    }

    NoncentralChiNoise(String name, IntensityRange range, double sigma, int coils) {
        super(range);
        this.name = name;
        this.sigma = between("sigma", sigma, 0, 1);
        this.coils = (int) between("coils", coils, 1, MAX_COILS);
    }

    @Override
    double draw(double value, PixelRandom random) {
        double below = Math.min(value, 0);
        double real = value - below + sigma * random.gaussian();
        double imaginary = sigma * random.gaussian();
        double squares = real * real + imaginary * imaginary;
        if (coils > 1) {
            squares -= 2 * sigma * sigma * logOfProduct(coils - 1, random);
        }
        return below + Math.sqrt(squares);
    }

    private static double logOfProduct(int uniforms, PixelRandom random) {
        double log = 0;
        for (int left = uniforms; left > 0; left -= UNIFORMS_AT_A_TIME) {
            double product = 1;
            for (int i = Math.min(left, UNIFORMS_AT_A_TIME); i > 0; i--) {
                product *= random.uniform();
            }
            log += StrictMath.log(product);
        }
        return log;
    }

    @Override
    boolean isIdentity() {
        return sigma == 0;
    }

    @Override
    public String name() {
        return name;
    }
}
