package dev.limpid.invariance;

import dev.limpid.image.Slice;

/**
 * A patch that the model takes for one the denoiser could not tell from the given one, and what came out when the denoiser was
 * asked.
 *
 * @param number in the order of drawing, from 0
 * @param image the patch, in HU
 * @param denoised what the denoiser makes of it
 * @param consistency mean absolute difference of that from what it makes of the given patch, in HU
 * @param distance mean absolute difference of the patch from the given one, in HU
 * @param structure see {@link StructureTest}, in HU
 * @param score of the structure, in standard deviations of pure noise
 * @param consistent whether the denoiser really does not notice: see {@link PatchAnalysis#limit}
 */
public record Sample(
        int number,
        Slice image,
        Slice denoised,
        double consistency,
        double distance,
        double structure,
        double score,
        boolean consistent) {
    /** Whether the denoiser does not notice a change that is more than noise. */
    public boolean anatomical() {
        return consistent && score > StructureTest.LIMIT;
    }
}
