package dev.limpid.model;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.Slice;
import java.util.BitSet;

/**
 * Keeps the local mean of an image through a network.
 *
 * <p>The noise of a reconstructed slice has next to no power at the lowest frequencies (its spectrum begins as a ramp; Riederer, Pelc and Chesler, Phys Med Biol 23(3), 1978), so
 * what a network changes there is its own bias and not noise. That part, the difference of image and result convolved
 * with a Gaussian, is given back: {@code result + G (image - result)}. A tissue wider than the Gaussian then keeps its mean
 * value. Pixels whose result is not the network's ({@link Reach}) neither count nor change. Ours, not published.
 */
final class LocalMean {
    private LocalMean() {}

    /**
     * The result with the image's local mean.
     *
     * @param sigma of the Gaussian in pixels
     */
    static Slice kept(Slice image, Slice result, Reach reach, double sigma) {
        int pixels = image.size();
        BitSet outside = new BitSet(pixels);
        float[] taken = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            outside.set(i, !reach.isNetworks(image, i));
            taken[i] = outside.get(i) ? 0 : image.at(i) - result.at(i);
        }
        Slice difference = Slice.builder(image.rows(), image.columns(), image.unit())
                .padding(outside)
                .rows(0, image.rows(), taken)
                .build();
        Slice mean = new GaussianFilter(sigma).denoise(difference);
        Slice.Builder kept = result.like();
        for (int i = 0; i < pixels; i++) {
            float value = outside.get(i) ? result.at(i) : result.at(i) + mean.at(i);
            kept.set(i / image.columns(), i % image.columns(), value);
        }
        return kept.build();
    }
}
