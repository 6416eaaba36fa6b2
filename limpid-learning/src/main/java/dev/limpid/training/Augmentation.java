package dev.limpid.training;

import dev.limpid.degrade.PixelRandom;

/**
 * How often clean patches are varied before noise is added, beside the eight orientations that all of them get.
 *
 * @param halfResolution share of patches averaged over 2 x 2 pixels, which also halves the noise of "clean" images
 * @param blur share of patches smoothed with a Gaussian of 0.4 to 1.1 pixels, as a softer reconstruction kernel does
 * @param gain share of patches multiplied by 0.5 to 1.3
 * @param inversion share of patches turned into their negative, as MONOCHROME1 radiographs are
 */
public record Augmentation(double halfResolution, double blur, double gain, double inversion) {
    /** Half resolution for every fourth patch. */
    public static final Augmentation PLAIN = new Augmentation(0.25, 0, 0, 0);

    private static final int RADIUS = 3;

    /** Pixels that {@link #vary} needs around a patch. */
    static int margin() {
        return RADIUS;
    }

    /**
     * Varies the values of a patch.
     *
     * @param wide the patch with {@link #margin} pixels around it
     * @param edge the patch's edge
     * @return the patch, edge x edge
     */
    float[] vary(float[] wide, int edge, PixelRandom random) {
        float[] values = blur > 0 && random.uniform() < blur
                ? smoothed(wide, edge, random.uniform(0.4, 1.1))
                : inner(wide, edge);
        if (gain > 0 && random.uniform() < gain) {
            float factor = (float) random.uniform(0.5, 1.3);
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
        }
        if (inversion > 0 && random.uniform() < inversion) {
            for (int i = 0; i < values.length; i++) {
                values[i] = 1 - values[i];
            }
        }
        return values;
    }

    private static float[] inner(float[] wide, int edge) {
        int stride = edge + 2 * RADIUS;
        float[] values = new float[edge * edge];
        for (int row = 0; row < edge; row++) {
            System.arraycopy(wide, (row + RADIUS) * stride + RADIUS, values, row * edge, edge);
        }
        return values;
    }

    private static float[] smoothed(float[] wide, int edge, double sigma) {
        float[] kernel = kernel(sigma);
        int stride = edge + 2 * RADIUS;
        float[] across = new float[stride * edge];
        for (int row = 0; row < stride; row++) {
            for (int column = 0; column < edge; column++) {
                float sum = 0;
                for (int k = 0; k < kernel.length; k++) {
                    sum += kernel[k] * wide[row * stride + column + k];
                }
                across[row * edge + column] = sum;
            }
        }
        float[] values = new float[edge * edge];
        for (int i = 0; i < values.length; i++) {
            float sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                sum += kernel[k] * across[i + k * edge];
            }
            values[i] = sum;
        }
        return values;
    }

    private static float[] kernel(double sigma) {
        float[] kernel = new float[2 * RADIUS + 1];
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            double distance = (i - RADIUS) / sigma;
            kernel[i] = (float) StrictMath.exp(-0.5 * distance * distance);
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= (float) sum;
        }
        return kernel;
    }
}
