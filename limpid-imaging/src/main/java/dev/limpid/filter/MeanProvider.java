package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method mean}. */
public final class MeanProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "mean";
    }

    @Override
    public String summary() {
        return "mean of a square window; size=3 (pixels, odd)";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "size");
        return new MeanFilter(set.integer("size", 3, 1, MeanFilter.MAX_SIZE, true));
    }
}
