package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * {@code --kind poisson}: {@link PoissonNoise}. Severity scales its standard deviation, so the counts become peak /
 * severity^2.
 */
public final class PoissonKind extends ParametricKind {
    public PoissonKind() {
        super("poisson", "counting noise", Parameter.near("peak", "counts at the top of the range", 90, 1, 1e9));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        double severity = draw.parameter(SEVERITY);
        return new PoissonNoise(range, draw.parameter("peak") / severity / severity);
    }
}
