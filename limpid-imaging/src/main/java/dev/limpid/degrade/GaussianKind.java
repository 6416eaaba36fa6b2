package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind gaussian}: {@link GaussianNoise}. */
public final class GaussianKind extends ParametricKind {
    public GaussianKind() {
        super("gaussian", "additive white Gaussian noise", Parameter.near("sigma", "fraction of the range", 0.1, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new GaussianNoise(range, scaled(draw, "sigma", 1));
    }
}
