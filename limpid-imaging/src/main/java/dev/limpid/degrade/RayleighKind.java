package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind rayleigh}: {@link RayleighNoise}. */
public final class RayleighKind extends ParametricKind {
    public RayleighKind() {
        super(
                "rayleigh",
                "magnitude of complex noise, added",
                Parameter.near("sigma", "fraction of the range", 0.1, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new RayleighNoise(range, scaled(draw, "sigma", 1));
    }
}
