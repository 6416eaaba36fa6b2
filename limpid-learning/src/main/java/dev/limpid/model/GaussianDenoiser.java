package dev.limpid.model;

/** Removes white Gaussian noise of a known level from a plane of normalised values: the prior of plug-and-play methods. */
@FunctionalInterface
interface GaussianDenoiser {
    /**
     * The denoised plane.
     *
     * @param plane row-major; not modified
     * @param sigma the noise's standard deviation, 0 or more
     */
    float[] denoise(float[] plane, int rows, int columns, double sigma);
}
