package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * {@code --kind motion}: {@link LineMotion}. Severity scales the share of lines that move: the sets are nested, so the error
 * in k-space never falls. Scaling the displacement would not do, since it acts through a phase, which comes round again.
 */
public final class MotionKind extends ParametricKind {
    public MotionKind() {
        super(
                "motion",
                "lines of k-space of a displaced patient",
                Parameter.near("displacement", "fraction of the height", 0.02, 0, 1),
                Parameter.near("lines", "share that moves", 0.35, 0, 1),
                Parameter.fixed("centre", "share of lines kept", 0.06, 0, 1));
    }

    @Override
    Degradation make(Draw draw, IntensityRange range) {
        return new LineMotion(
                range, compounded(draw, "lines"), draw.parameter("displacement"), draw.parameter("centre"));
    }
}
