package dev.limpid.training;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.GaussianNoise;
import dev.limpid.degrade.PixelRandom;
import dev.limpid.degrade.PoissonNoise;
import dev.limpid.degrade.RicianNoise;
import dev.limpid.degrade.SpeckleNoise;
import dev.limpid.image.IntensityRange;
import dev.limpid.model.Training;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What noise a denoiser is trained to remove: Gaussian, Poisson, Rician or speckle, of a strength drawn anew for every
 * patch, so that the network must find kind and strength by itself.
 *
 * @param gaussian largest standard deviation, as a fraction of the range; drawn uniformly from 0 up
 * @param rician likewise, for each channel of the magnitude
 * @param speckle likewise, relative to the pixel
 * @param poissonPeakLow fewest counts at the top of the range; drawn log-uniformly
 * @param poissonPeakHigh most counts
 * @param gaussianShare how often the noise is Gaussian; the other three share the rest evenly
 * @param clipShare how often the noisy patch is clipped to the range, as 8-bit storage does
 */
public record NoiseMix(
        double gaussian,
        double rician,
        double speckle,
        double poissonPeakLow,
        double poissonPeakHigh,
        double gaussianShare,
        double clipShare) {

    private static final IntensityRange UNIT = new IntensityRange(0, 1);

    /** Up to 0.16 of the range, which is 1.6 times the strength of the paper's tables. */
    public static NoiseMix standard() {
        return new NoiseMix(0.16, 0.16, 0.25, 25, 1000, 0.4, 0.5);
    }

    /** Gaussian noise alone, not clipped, of up to a strength: what a network with a noise-level channel learns from. */
    public static NoiseMix gaussianUpTo(double sigma) {
        return new NoiseMix(sigma, 0, 0, 1, 1, 1, 0);
    }

    /** No noise: what a restoration network, from clean images to themselves, is trained with. */
    public static NoiseMix none() {
        return gaussianUpTo(0);
    }

    /** Whether there is none. */
    boolean isNone() {
        return hasLevel() && gaussian == 0;
    }

    /** Whether all noise is Gaussian and not clipped, so that one standard deviation describes it. */
    boolean hasLevel() {
        return gaussianShare >= 1 && clipShare <= 0;
    }

    /**
     * A noise that was drawn.
     *
     * @param degradation to be applied
     * @param level its standard deviation as a fraction of the range, where it is the same for every pixel
     */
    record Drawn(Degradation degradation, OptionalDouble level) {}

    /** Draws a noise for normalised values. */
    Drawn draw(PixelRandom random) {
        return draw(random, UNIT);
    }

    /** Draws a noise for images of a range. */
    Drawn draw(PixelRandom random, IntensityRange range) {
        double kind = random.uniform();
        double strength = random.uniform();
        if (kind < gaussianShare) {
            double sigma = gaussian * strength;
            return new Drawn(new GaussianNoise(range, sigma), OptionalDouble.of(sigma));
        }
        double rest = (kind - gaussianShare) / (1 - gaussianShare);
        if (rest < 1.0 / 3) {
            return uneven(new RicianNoise(range, rician * strength));
        }
        if (rest < 2.0 / 3) {
            return uneven(new SpeckleNoise(range, speckle * strength));
        }
        double logPeak = Math.log(poissonPeakLow) + strength * Math.log(poissonPeakHigh / poissonPeakLow);
        return uneven(new PoissonNoise(range, Math.exp(logPeak)));
    }

    private static Drawn uneven(Degradation noise) {
        return new Drawn(noise, OptionalDouble.empty());
    }

    /** Whether this patch is clipped. */
    boolean clips(PixelRandom random) {
        return random.uniform() < clipShare;
    }

    /** What a model card says of it. */
    List<Training.Noise> forCard() {
        List<Training.Noise> kinds = new ArrayList<>();
        if (gaussianShare > 0 && gaussian > 0) {
            kinds.add(new Training.Noise("gaussian", Map.of("sigma", "0.." + gaussian)));
        }
        if (gaussianShare < 1) {
            kinds.add(new Training.Noise("rician", Map.of("sigma", "0.." + rician)));
            kinds.add(new Training.Noise("speckle", Map.of("sigma", "0.." + speckle)));
            kinds.add(new Training.Noise("poisson", Map.of("peak", poissonPeakLow + ".." + poissonPeakHigh)));
        }
        return kinds;
    }
}
