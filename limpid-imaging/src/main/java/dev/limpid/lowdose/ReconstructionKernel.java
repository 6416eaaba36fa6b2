package dev.limpid.lowdose;

/**
 * What multiplies the ramp of filtered back-projection: A(f) = exp(linear f^2 + quadratic f^4), f in 1/mm, 1 at f = 0. With white
 * noise on the rays, the image's noise power spectrum is proportional to f A(f)^2 (Riederer, Pelc and Chesler, Phys Med Biol 23,
 * 1978), and A is the modulation transfer function of reconstruction.
 *
 * @param linear coefficient of f^2, in mm^2
 * @param quadratic coefficient of f^4, in mm^4; where both are 0, or the function grows without end, it is cut at {@code limit}
 * @param limit in 1/mm, above which nothing passes
 */
public record ReconstructionKernel(double linear, double quadratic, double limit) {
    /** Falls to a half at 0.36 / mm and to a tenth at 0.66 / mm, like a soft body kernel; its noise peaks at 0.22 / mm. */
    public static final ReconstructionKernel SMOOTH = ofHalf(0.36);

    /** Raises details of 0.5 / mm by a quarter and falls to a half at 0.8 / mm, like a lung kernel. */
    public static final ReconstructionKernel SHARP = new ReconstructionKernel(2.15, -5.0, 2);

    public ReconstructionKernel {
        if (!Double.isFinite(linear) || !Double.isFinite(quadratic) || !(limit > 0)) {
            throw new IllegalArgumentException("a kernel of " + linear + ", " + quadratic + " up to " + limit);
        }
    }

    /** A Gaussian that is a half at this frequency in 1/mm. */
    public static ReconstructionKernel ofHalf(double frequency) {
        return new ReconstructionKernel(-StrictMath.log(2) / (frequency * frequency), 0, 10);
    }

    /** A(f); 0 or more. */
    public double at(double frequency) {
        double square = frequency * frequency;
        return Math.abs(frequency) > limit ? 0 : StrictMath.exp(linear * square + quadratic * square * square);
    }

    /** The largest A(f). */
    double largest() {
        double square = quadratic < 0 && linear > 0 ? -linear / (2 * quadratic) : 0;
        return Math.max(at(0), at(Math.min(limit, Math.sqrt(square))));
    }

    /** Where f A(f)^2 is largest, in 1/mm. */
    public double noisePeak() {
        if (linear * linear < 2 * quadratic) {
            return limit; // It never falls.
        }
        // d/df [log f + 2 linear f^2 + 2 quadratic f^4] = 0 is a quadratic equation in f^2.
        double square = quadratic == 0
                ? -1 / (4 * linear) // Infinite for a plain ramp, which ends at its limit.
                : (-linear - Math.sqrt(linear * linear - 2 * quadratic)) / (4 * quadratic);
        return square > 0 ? Math.min(limit, Math.sqrt(square)) : limit;
    }
}
