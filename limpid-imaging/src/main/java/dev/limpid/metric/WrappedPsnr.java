package dev.limpid.metric;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * PSNR as it comes out when the squared difference is computed in 8-bit arithmetic, in dB. It is wrong, and here only to
 * stand beside published figures that were made this way; {@link Psnr} is the measure.
 *
 * <p>Both planes are scaled by the range to 0..255, clipped and rounded (halves to even) to bytes a and b. An 8-bit
 * {@code (a - b) * (a - b)} keeps the last 8 bits, so what is averaged is (a - b)^2 mod 256:
 * 10 log10(255^2 / mean((a - b)^2 mod 256)), positive infinity when that mean is 0.
 *
 * <p>Up to a difference of 15 gray levels nothing wraps, and the value is the true one of the bytes. Larger errors look
 * small: differences of 16, 32, ... count as none, and if all differences are equally frequent the mean is 105.5,
 * whatever their size. So the value saturates near 27.90 dB for strong noise, and can rise when the error grows.
 *
 * <p>Pixels that are padding in the reference do not count.
 *
 * <p>Example: an error of 16 of 255 gray levels everywhere is infinitely good here and 24.05 dB in truth.
 *
 * @param range what is mapped to 0..255
 */
public record WrappedPsnr(IntensityRange range) implements Metric {
    @Override
    public double of(Slice reference, Slice test) {
        Differences.requireComparable(reference, test);
        long count = 0;
        long sum = 0;
        for (int i = 0; i < reference.size(); i++) {
            if (!reference.isPadding(i)) {
                int difference = gray(reference.at(i)) - gray(test.at(i));
                sum += difference * difference & 0xFF;
                count++;
            }
        }
        if (count == 0) {
            throw new IllegalArgumentException("nothing to compare: every pixel of the reference is padding");
        }
        return 20 * Math.log10(255) - 10 * Math.log10((double) sum / count);
    }

    private int gray(float value) {
        double scaled = ((double) value - range.low()) / ((double) range.high() - range.low()) * 255;
        return (int) Math.rint(Math.max(0, Math.min(255, scaled)));
    }

    @Override
    public String name() {
        return "wrapped PSNR";
    }

    @Override
    public String unit() {
        return "dB";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }
}
