package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;

/** {@code --method bilateral}: the width in values, sigma-color, is a fraction of the intensity range. */
public final class BilateralProvider implements DenoiserProvider {
    /** The widely used 75 grey levels of 255. */
    private static final double USUAL_SIGMA_COLOR = 75.0 / 255;

    @Override
    public String name() {
        return "bilateral";
    }

    @Override
    public String summary() {
        return "bilateral filter; diameter=9 (pixels, odd), sigma-color=75/255 (fraction of the range), "
                + "sigma-space=75 (pixels)";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "diameter", "sigma-color", "sigma-space");
        return new BilateralFilter(
                set.integer("diameter", 9, 3, BilateralFilter.MAX_DIAMETER, true),
                set.number("sigma-color", USUAL_SIGMA_COLOR, 0, false, 10) * range.width(),
                set.number("sigma-space", 75, 0, false, 1000));
    }
}
