package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind wrap-around}: {@link WrapAround}. Severity compounds the weight. */
public final class WrapAroundKind extends ParametricKind {
    public WrapAroundKind() {
        super(
                "wrap-around",
                "folding by half the height",
                Parameter.near("weight", "share that folds back", 0.83, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new WrapAround(range, compounded(draw, "weight"));
    }
}
