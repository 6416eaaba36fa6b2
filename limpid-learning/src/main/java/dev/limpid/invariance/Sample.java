package dev.limpid.invariance;

import dev.limpid.image.Slice;
import java.util.OptionalDouble;

/**
 * A patch that the model takes for one the denoiser could not tell from the given one, and what came out when the denoiser was
 * asked.
 *
 * @param number in the order of drawing, from 0
 * @param image the patch, in HU
 * @param denoised what the denoiser makes of it
 * @param consistencyAsDrawn mean absolute difference within the rim, in HU, from what the denoiser makes of the given patch of what it made of the
 *     sample as the model drew it: what tells how good the model is
 * @param consistency the same after the steps of {@link Refinement}, if any: of the patch that is shown
 * @param distance mean absolute difference within the rim of the patch from the given one, in HU
 * @param structure see {@link StructureTest}, in HU
 * @param score of the structure, in standard deviations of pure noise; empty where the noise is not known
 * @param within whether the patch is like those that the model was trained on; one that refinement drove out of these does not count
 * @param consistent whether it counts: the denoiser really does not notice, see {@link PureNoise#limit} and {@link
 *     PureNoise#structureLimit}, and it lies within
 * @param consistentAsDrawn whether it counted as the model drew it, by the same limits
 */
public record Sample(
        int number,
        Slice image,
        Slice denoised,
        double consistencyAsDrawn,
        double consistency,
        double distance,
        double structure,
        OptionalDouble score,
        boolean within,
        boolean consistent,
        boolean consistentAsDrawn) {
    /** Whether refinement moved it from where the model drew it. */
    public boolean refined() {
        return consistency != consistencyAsDrawn;
    }

    /** Whether the denoiser does not notice a change that is more than noise. */
    public boolean anatomical() {
        return consistent && score.orElse(0) > StructureTest.LIMIT;
    }
}
