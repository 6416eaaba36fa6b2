package dev.limpid.invariance;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.Slice;
import dev.limpid.lowdose.OwnNoise;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * From what it is known how the noise of an image would fall out in another scan. Not from what the denoiser took away: that lacks
 * the low frequencies, which a denoiser leaves, and which the test of anatomy looks at.
 */
public sealed interface NoiseSource {
    /** Draws of a simulation whose spectra are averaged. */
    int DRAWS = 4;

    /** The noise is the difference from the same image at full dose, of the same size, in HU. */
    record FullDose(Slice image) implements NoiseSource {}

    /** Draws of the image's own noise by simulation, see {@link OwnNoise}; each of the image's size, in HU. */
    record Simulated(List<Slice> draws) implements NoiseSource {
        public Simulated {
            draws = List.copyOf(draws);
        }
    }

    /** Nothing is known. @param reason in words */
    record Unknown(String reason) implements NoiseSource {}

    /**
     * The best there is for an image in HU.
     *
     * @param fullDose the same image at full dose, where there is one
     * @param seed of the simulation
     */
    static NoiseSource of(Slice image, Optional<Slice> fullDose, long seed) {
        if (fullDose.isPresent()) {
            return new FullDose(fullDose.get());
        }
        try {
            return new Simulated(LongStream.range(0, DRAWS)
                    .mapToObj(draw -> OwnNoise.of(image, seed + draw))
                    .toList());
        } catch (UnfitImageException unfit) {
            return new Unknown(String.valueOf(unfit.getMessage()));
        }
    }

    /** For people and machines, in a few words. */
    default String describe() {
        if (this instanceof Unknown unknown) {
            return "not known: " + unknown.reason();
        }
        return this instanceof FullDose ? "the difference from the full dose" : "simulated after the image's own";
    }
}
