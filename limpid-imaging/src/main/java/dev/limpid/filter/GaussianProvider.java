package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method gaussian}. */
public final class GaussianProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "gaussian";
    }

    @Override
    public String summary() {
        return "Gaussian smoothing; sigma=1 (pixels)";
    }

    @Override
    public boolean needsRange() {
        return false;
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "sigma");
        return new GaussianFilter(set.number("sigma", 1, 0, false, GaussianFilter.MAX_SIGMA));
    }
}
