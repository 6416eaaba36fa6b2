package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code --method nl-means}: the strengths h and sigma are fractions of the intensity range. */
public final class NonLocalMeansProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "nl-means";
    }

    @Override
    public String summary() {
        return "non-local means; patch-size=7 and patch-distance=11 (pixels), "
                + "sigma=auto (noise, fraction of the range), h=auto (decay, fraction of the range; auto is 0.8 sigma)";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "patch-size", "patch-distance", "h", "sigma");
        return new NonLocalMeans(
                set.integer("patch-size", 7, 1, NonLocalMeans.MAX_PATCH_SIZE, true),
                set.integer("patch-distance", 11, 1, NonLocalMeans.MAX_PATCH_DISTANCE, false),
                ofRange(set.numberOrAuto("h", 10), range),
                ofRange(set.numberOrAuto("sigma", 10), range));
    }

    private static OptionalDouble ofRange(OptionalDouble fraction, IntensityRange range) {
        return fraction.isPresent()
                ? OptionalDouble.of(fraction.getAsDouble() * range.width())
                : OptionalDouble.empty();
    }
}
