package dev.limpid.metric;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * A metric taken on planes whose range was made [0, 1]. It matters to SSIM, whose luminance term looks at the values
 * themselves: on HU it treats tissue near water, where values are about zero, unlike any other, and changes when the
 * zero of the scale moves. Normalised, CT and 8-bit images are measured alike. Values outside the range stay outside.
 *
 * <p>Example: {@code Normalised.ssim(IntensityRange.CT).of(reference, test)}.
 *
 * @param metric for the range [0, 1]
 * @param range what becomes [0, 1]
 */
public record Normalised(Metric metric, IntensityRange range) implements Metric {
    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    /** {@link Ssim#uniform} of planes whose {@code range} was made [0, 1]. */
    public static Normalised ssim(IntensityRange range) {
        return new Normalised(Ssim.uniform(UNIT), range);
    }

    /** {@link Ssim#wang} likewise. */
    public static Normalised ssimWang(IntensityRange range) {
        return new Normalised(Ssim.wang(UNIT), range);
    }

    @Override
    public double of(Slice reference, Slice test) {
        Differences.requireComparable(reference, test);
        return metric.of(normalised(reference), normalised(test));
    }

    private Slice normalised(Slice plane) {
        float[] values = plane.toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = range.normalise(values[i]);
        }
        return plane.withPixels(values);
    }

    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public String unit() {
        return metric.unit();
    }

    @Override
    public boolean largerIsBetter() {
        return metric.largerIsBetter();
    }
}
