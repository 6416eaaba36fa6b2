package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * {@code --kind speckle}: {@link SpeckleNoise}. Values below the range deviate in proportion to their distance from its
 * low end.
 */
public final class SpeckleKind extends ParametricKind {
    public SpeckleKind() {
        super("speckle", "multiplicative Gaussian noise", Parameter.near("sigma", "relative to the value", 0.12, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new SpeckleNoise(range, scaled(draw, "sigma", 1));
    }
}
