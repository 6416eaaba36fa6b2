package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.metric.NoiseEstimate;

/** How strong a network is told that the noise is, as a fraction of the intensity range. */
public sealed interface NoiseLevel {
    /** 15 grey levels of 255, what the public denoising script of DPIR assumes. */
    NoiseLevel DPIR_DEFAULT = new Known(15.0 / 255);

    /** From {@code auto} or a number in 0..1; anything else is an {@link IllegalArgumentException}. */
    static NoiseLevel parse(String text) {
        if (text.equals("auto")) {
            return new Estimated();
        }
        try {
            double sigma = Double.parseDouble(text.strip());
            if (sigma >= 0 && sigma <= 1) {
                return new Known(sigma);
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(allowed(text), e);
        }
        throw new IllegalArgumentException(allowed(text));
    }

    private static String allowed(String text) {
        return "sigma is auto or a fraction of the intensity range, 0..1, not '" + text + "'";
    }

    /** The level for an image. */
    double of(Slice noisy, IntensityRange range);

    /**
     * The same for all images.
     *
     * @param sigma fraction of the range, 0..1
     */
    record Known(double sigma) implements NoiseLevel {
        public Known {
            if (!(sigma >= 0 && sigma <= 1)) {
                throw new IllegalArgumentException(allowed(String.valueOf(sigma)));
            }
        }

        @Override
        public double of(Slice noisy, IntensityRange range) {
            return sigma;
        }

        @Override
        public String toString() {
            return String.valueOf(sigma);
        }
    }

    /** Each image's own, by {@link NoiseEstimate} (Donoho and Johnstone); at most 1. */
    record Estimated() implements NoiseLevel {
        @Override
        public double of(Slice noisy, IntensityRange range) {
            return Math.min(1, NoiseEstimate.of(noisy) / range.width());
        }

        @Override
        public String toString() {
            return "auto";
        }
    }
}
