package dev.limpid.degrade;

/**
 * Random numbers that are the same on every platform: SplitMix64 (Steele, Lea and Flood, OOPSLA 2014) with the normal
 * and Poisson draws that image noise needs, in {@code StrictMath}. One stream a pixel row makes noise independent of
 * the number of threads. Not safe for several threads.
 */
public final class PixelRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /** The stream {@code index} of a seed; streams of different indices are independent. */
    public PixelRandom(long seed, long index) {
        state = mix(seed + GOLDEN_GAMMA) ^ mix(mix(index) + GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** 64 random bits. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in the open interval (0, 1). */
    public double uniform() {
        return ((nextLong() >>> 11) + 0.5) * 0x1.0p-53;
    }

    /** Uniform in (low, high). */
    public double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Uniform in 0..bound-1; {@code bound} above 0. */
    public int below(int bound) {
        return (int) (uniform() * bound);
    }

    /** Standard normal, by the quantile of a uniform. */
    public double gaussian() {
        return NormalQuantile.of(uniform());
    }

    /** Poisson with a mean of at least 0. */
    public long poisson(double mean) {
        return PoissonDraw.next(this, mean);
    }
}
