package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.DenoiserProvider;
import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code --method wiener}: the noise is a standard deviation as a fraction of the intensity range. */
public final class WienerProvider implements DenoiserProvider {
    @Override
    public String name() {
        return "wiener";
    }

    @Override
    public String summary() {
        return "local Wiener filter; size=3 (pixels, odd), noise=auto (standard deviation, fraction of the range; "
                + "auto is the mean local variance), border=zero (or reflect)";
    }

    @Override
    public Denoiser create(Map<String, String> parameters, IntensityRange range) {
        Parameters set = new Parameters(name(), parameters, "size", "noise", "border");
        OptionalDouble fraction = set.numberOrAuto("noise", 10);
        return new WienerFilter(
                set.integer("size", 3, 3, WienerFilter.MAX_SIZE, true),
                fraction.isPresent()
                        ? OptionalDouble.of(fraction.getAsDouble() * range.width())
                        : OptionalDouble.empty(),
                set.choice("border", List.of("zero", "reflect")).equals("zero")
                        ? WienerFilter.Edge.ZERO
                        : WienerFilter.Edge.REFLECT);
    }
}
