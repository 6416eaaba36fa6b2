package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind motion}: {@link LineMotion}. Severity scales the displacement. */
public final class MotionKind extends ParametricKind {
    public MotionKind() {
        super(
                "motion",
                "lines of k-space of a displaced patient; displacement=0.02 (of the height, 0..1), lines=0.35 (share that"
                        + " moves, 0..1), centre=0.06 (share kept, 0..1)",
                Parameter.near("displacement", 0.02, 0, 1),
                Parameter.near("lines", 0.35, 0, 1),
                Parameter.fixed("centre", 0.06, 0, 1));
    }

    @Override
    Degradation make(Draw draw, IntensityRange range) {
        return new LineMotion(range, draw.parameter("lines"), scaled(draw, "displacement"), draw.parameter("centre"));
    }
}
