package dev.limpid.lowdose;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Noise of the rays of one slice, reconstructed: independent normal numbers of a given variance on a parallel sinogram.
 *
 * <p>A slice that is thicker than a layer of the detector is the mean over its layers, each of which has its own stream of
 * random numbers, so that slices that overlap share the noise of the layers that they share.
 */
final class NoiseField {
    /** Streams of layers lie far from one another; a layer has one a view. */
    private static final int VIEWS_A_LAYER = 1 << 20;

    private NoiseField() {}

    /**
     * The noise in 1/mm, row-major.
     *
     * @param deviation of each ray's line integral, one a cell of the grid
     * @param layers of this slice
     */
    static float[] of(
            BackProjection reconstruction,
            float[] deviation,
            List<Layer> layers,
            long seed,
            int rows,
            int columns,
            PixelSpacing spacing) {
        ParallelGrid grid = reconstruction.grid();
        float[] sinogram = new float[grid.size()];
        IntStream.range(0, grid.views()).parallel().forEach(view -> {
            for (Layer layer : layers) {
                PixelRandom random = new PixelRandom(seed, layer.index() * VIEWS_A_LAYER + view);
                for (int bin = 0; bin < grid.bins(); bin++) {
                    sinogram[view * grid.bins() + bin] += (float) (layer.share() * random.gaussian());
                }
            }
            for (int bin = 0; bin < grid.bins(); bin++) {
                sinogram[view * grid.bins() + bin] *= deviation[view * grid.bins() + bin];
            }
        });
        return reconstruction.image(sinogram, rows, columns, spacing);
    }
}
