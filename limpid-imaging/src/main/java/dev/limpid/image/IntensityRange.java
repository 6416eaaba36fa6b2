package dev.limpid.image;

/**
 * The interval of pixel values that stands for [0, 1]: noise strengths are fractions of its width, networks see values
 * normalised by it, and PSNR and SSIM use its width as the data range.
 *
 * <p>Example: for {@link #CT}, a value of 0 HU normalises to 0.5 and a noise of 0.1 has a standard deviation of 200 HU.
 *
 * @param low the value that becomes 0
 * @param high the value that becomes 1, above {@code low}; both finite
 */
public record IntensityRange(float low, float high) {
    /** -1000..1000 HU: air to dense bone. */
    public static final IntensityRange CT = new IntensityRange(-1000, 1000);

    public IntensityRange {
        if (!(high > low) || !Float.isFinite(low) || !Float.isFinite(high)) {
            throw new IllegalArgumentException("an intensity range needs finite LOW < HIGH, not " + low + ":" + high);
        }
    }

    /** The values that {@code bits} unsigned bits can store, 0..2^bits-1; {@code bits} in 1..24. */
    public static IntensityRange ofBits(int bits) {
        if (bits < 1 || bits > 24) {
            throw new IllegalArgumentException("bits must be 1..24, not " + bits);
        }
        return new IntensityRange(0, (1 << bits) - 1);
    }

    /** {@code high - low}, in the image's unit. */
    public float width() {
        return high - low;
    }

    /** (value - low) / width; not clamped. */
    public float normalise(float value) {
        return (value - low) / width();
    }

    /** The inverse of {@link #normalise}. */
    public float denormalise(float normalised) {
        return normalised * width() + low;
    }

    /** Whether {@code value} lies in [low, high]. */
    public boolean contains(float value) {
        return value >= low && value <= high;
    }
}
