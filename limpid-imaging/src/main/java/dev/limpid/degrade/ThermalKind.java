package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind thermal}: {@link ThermalNoise}. */
public final class ThermalKind extends ParametricKind {
    public ThermalKind() {
        super(
                "thermal",
                "receiver noise, Gaussian with a stream of its own",
                Parameter.near("sigma", "fraction of the range", 0.1, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new ThermalNoise(range, scaled(draw, "sigma", 1));
    }
}
