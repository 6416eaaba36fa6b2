package dev.limpid.invariance;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * A denoiser as the analysis sees it: a function of one patch in HU, without anything around it. The same in training and
 * afterwards, so that what it makes of the patch's rim is the same too.
 *
 * @param denoiser any; it is asked for its results alone, never for a gradient
 * @param edge rows and columns of a patch
 */
record FrozenDenoiser(Denoiser denoiser, int edge) {
    /** The denoised patch, row-major, in HU. */
    float[] of(float[] patch) {
        return denoiser.denoise(Slice.of(edge, edge, patch, Unit.HOUNSFIELD)).toArray();
    }
}
