package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind motion}: {@link LineMotion}. Severity scales the displacement. */
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
        return new LineMotion(range, draw.parameter("lines"), scaled(draw, "displacement"), draw.parameter("centre"));
    }
}
