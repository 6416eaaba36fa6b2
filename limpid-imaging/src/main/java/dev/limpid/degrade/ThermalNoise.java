package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * Noise of the receiver's resistance (Johnson 1928, Nyquist 1928): additive white Gaussian, I + n, n ~ N(0, sigma^2),
 * not clipped. The same as {@link GaussianNoise} in everything but the stream of random numbers, so that one seed gives
 * other noise. Negative values are treated as all others.
 */
public final class ThermalNoise implements Degradation {
    private static final long OWN_STREAM = 0x7468_6572_6D61_6CL;

    private final GaussianNoise noise;

    /** @param sigma standard deviation as a fraction of the range, 0..1 */
    public ThermalNoise(IntensityRange range, double sigma) {
        noise = new GaussianNoise(range, sigma);
    }

    @Override
    public Slice apply(Slice clean, long seed) {
        return noise.apply(clean, seed ^ OWN_STREAM);
    }

    @Override
    public String name() {
        return "thermal";
    }
}
