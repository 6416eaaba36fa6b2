package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;

/**
 * A mean, a median of the result, and a Gaussian of that.
 *
 * <p>The combination of the three that comparisons of denoisers list beside each of them. Its order is not stated where
 * it is listed; here it is the order of its name: mean, median, Gaussian. Borders and padding are those of the parts
 * ({@link MeanFilter}, {@link MedianFilter}, {@link GaussianFilter}): the edge pixel of each intermediate image repeats.
 *
 * <p>Example: {@code CombinedFilter.usual().denoise(slice)}.
 */
public record CombinedFilter(MeanFilter mean, MedianFilter median, GaussianFilter gaussian) implements Denoiser {
    /** Windows of 3 x 3 and a sigma of 1 pixel: the defaults of the parts. */
    public static CombinedFilter usual() {
        return new CombinedFilter(new MeanFilter(3), new MedianFilter(3), new GaussianFilter(1));
    }

    @Override
    public Slice denoise(Slice noisy) {
        return gaussian.denoise(median.denoise(mean.denoise(noisy)));
    }

    @Override
    public String name() {
        return "combined";
    }

    @Override
    public String describe() {
        return "combined(mean=" + mean.size() + ", median=" + median.size() + ", sigma=" + gaussian.sigma() + ")";
    }

    @Override
    public int halo() {
        return mean.halo() + median.halo() + gaussian.halo();
    }
}
