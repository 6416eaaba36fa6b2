package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method combined}. */
public final class CombinedProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "combined";
    }

    @Override
    public String summary() {
        return "mean, then median, then Gaussian; mean=3 and median=3 (window in pixels, odd), sigma=1 (pixels)";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "mean", "median", "sigma");
        return new CombinedFilter(
                new MeanFilter(set.integer("mean", 3, 1, MeanFilter.MAX_SIZE, true)),
                new MedianFilter(set.integer("median", 3, 1, MedianFilter.MAX_SIZE, true)),
                new GaussianFilter(set.number("sigma", 1, 0, false, GaussianFilter.MAX_SIGMA)));
    }
}
