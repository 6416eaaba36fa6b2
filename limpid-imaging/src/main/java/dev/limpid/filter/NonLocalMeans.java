package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import dev.limpid.metric.NoiseEstimate;
import java.util.OptionalDouble;

/**
 * Non-local means: every pixel becomes the mean of those around it whose patches look like its own.
 *
 * <p>Pixel p becomes the mean of the pixels q with |q - p| &lt;= {@code patchDistance} in both directions, weighted by
 * w = exp(-max(0, d2 - 2 sigma^2) / h^2), where d2 is the mean squared difference of the two
 * {@code patchSize x patchSize} patches (Buades, Coll and Morel, CVPR 2005; the noise term as in their IPOL article of
 * 2011). Weights below exp(-5) count as 0. A patch weighs all its pixels alike, so distances are box sums of the
 * squared difference image of one shift at a time, and a shift serves both pixels of a pair (Darbon et al., ISBI 2008;
 * Froment, IPOL 2014). At the border the image is mirrored on the edge pixel.
 *
 * <p>The fast mode of skimage.restoration.denoise_nl_means is this but for three things: its patches lack their first row
 * and column, while the sum is divided by all {@code patchSize}^2; its exponential is coarser; and its defaults are h = 0.1
 * in the image's unit and no noise term. Its slow mode weighs the pixels of a patch by a Gaussian.
 *
 * <p>Padding: padding pixels are never averaged in, and patches are compared over those pixels that are image in both.
 *
 * <p>Example: {@code NonLocalMeans.automatic()} estimates the noise of each slice and uses h = 0.8 sigma.
 *
 * <p>When the noise is estimated, the result depends on the whole slice, and {@link #halo()} says so. To tile such an
 * image, estimate once ({@link NoiseEstimate#of}) and give the value.
 *
 * @param patchSize side of a patch in pixels: odd, 1..{@link #MAX_PATCH_SIZE}
 * @param patchDistance largest distance in rows and in columns of the patches compared, 1..{@link #MAX_PATCH_DISTANCE}
 * @param h decay of the weights in the image's unit, at least 0 (0 changes nothing); empty for
 *     {@link #H_PER_SIGMA} times sigma
 * @param sigma standard deviation of the noise in the image's unit, at least 0; empty to estimate it from each slice
 */
public record NonLocalMeans(int patchSize, int patchDistance, OptionalDouble h, OptionalDouble sigma)
        implements Denoiser {
    public static final int MAX_PATCH_SIZE = 31;
    public static final int MAX_PATCH_DISTANCE = 50;
    /** What an empty {@code h} is in units of the noise. */
    public static final double H_PER_SIGMA = 0.8;

    private static final int BAND = 64;
    private static final int WHOLE_SLICE = 1 << 16;

    public NonLocalMeans {
        if (patchSize < 1 || patchSize > MAX_PATCH_SIZE || patchSize % 2 == 0) {
            throw new IllegalArgumentException(
                    "a patch size is odd and 1.." + MAX_PATCH_SIZE + " pixels, not " + patchSize);
        }
        if (patchDistance < 1 || patchDistance > MAX_PATCH_DISTANCE) {
            throw new IllegalArgumentException(
                    "a patch distance is 1.." + MAX_PATCH_DISTANCE + " pixels, not " + patchDistance);
        }
        requireStrength("h", h);
        requireStrength("sigma", sigma);
    }

    /** 7 x 7 patches up to 11 pixels away, with noise and decay from each slice. */
    public static NonLocalMeans automatic() {
        return new NonLocalMeans(7, 11, OptionalDouble.empty(), OptionalDouble.empty());
    }

    private static void requireStrength(String name, OptionalDouble value) {
        if (value.isPresent() && !(value.getAsDouble() >= 0 && value.getAsDouble() < Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    name + " of non-local means is at least 0 and finite, not " + value.getAsDouble());
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        double noise = sigma.isPresent() ? sigma.getAsDouble() : NoiseEstimate.of(noisy);
        double decay = h.orElse(H_PER_SIGMA * noise);
        if (decay == 0) {
            return noisy;
        }
        Slice.Builder result = noisy.like();
        RowBands.forEach(
                noisy.rows(),
                BAND,
                (first, end) -> new NonLocalMeansBand(noisy, first, end, patchSize / 2, patchDistance, decay, noise)
                        .computeInto(result));
        return result.build();
    }

    @Override
    public String name() {
        return "nl-means";
    }

    @Override
    public String describe() {
        return "nl-means(patch-size=" + patchSize + ", patch-distance=" + patchDistance + ", h=" + say(h) + ", sigma="
                + say(sigma) + ")";
    }

    private static String say(OptionalDouble value) {
        return value.isPresent() ? Double.toString(value.getAsDouble()) : "auto";
    }

    @Override
    public int halo() {
        return sigma.isPresent() ? patchDistance + patchSize / 2 : WHOLE_SLICE;
    }
}
