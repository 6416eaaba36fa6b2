package dev.limpid.model;

import dev.limpid.image.IntensityRange;

/**
 * How a network of others wants its values: (value - mean) / deviation, in the unit of the image, instead of as a fraction of the
 * intensity range.
 *
 * @param mean what the network sees as 0, e.g. in HU
 * @param deviation what it sees as 1 above that, above 0
 */
public record Standardisation(double mean, double deviation) {
    /**
     * That of ldct-benchmark's trained networks: mean 481.454 and standard deviation 502.185 of its training images, whose values are
     * HU + 1024.
     */
    public static final Standardisation LDCT_BENCHMARK =
            new Standardisation(481.45419786099086 - 1024, 502.18507379395044);

    /** Values as they are. */
    public static final Standardisation NONE = new Standardisation(0, 1);

    public Standardisation {
        if (!(Math.abs(mean) <= 1e9) || !(deviation > 1e-9 && deviation <= 1e9)) {
            throw new IllegalArgumentException(
                    "values are standardised by a mean and a standard deviation above 0, not by " + mean + " and "
                            + deviation);
        }
    }

    /** What the network sees of a fraction of a range. */
    float seen(float fraction, IntensityRange range) {
        return (float) ((range.low() + (double) fraction * range.width() - mean) / deviation);
    }

    /** The fraction of a range that the network's output is. */
    float fraction(float output, IntensityRange range) {
        return (float) ((output * deviation + mean - range.low()) / range.width());
    }

    @Override
    public String toString() {
        return this.equals(NONE) ? "none" : "meanstd:" + mean + "," + deviation;
    }
}
