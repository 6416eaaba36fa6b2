package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method median}. */
public final class MedianProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "median";
    }

    @Override
    public String summary() {
        return "median of a square window; size=3 (pixels, odd)";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "size");
        return new MedianFilter(set.integer("size", 3, 1, MedianFilter.MAX_SIZE, true));
    }
}
