package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * {@code --kind motion}: {@link LineMotion}, or {@link RigidMotion} with {@code rigid=1}. Of lines, severity scales the share
 * that moves: the sets are nested, so the error in k-space never falls. Scaling the displacement would not do, since it acts
 * through a phase, which comes round again. Of rigid motion it scales angles and
 * shifts, of which more is more only as long as structures overlap.
 */
public final class MotionKind extends ParametricKind {
    public MotionKind() {
        super(
                "motion",
                "lines of k-space of a displaced patient",
                Parameter.near("displacement", "fraction of the height", 0.02, 0, 1),
                Parameter.near("lines", "share that moves", 0.5, 0, 1),
                Parameter.fixed("centre", "share of lines kept", 0.06, 0, 1),
                Parameter.fixed("rigid", "1: segments of moved copies instead of lines", 0, 0, 1)
                        .asWhole(),
                Parameter.fixed("movements", "rigid: how many", 2, 0, 16).asWhole(),
                Parameter.near("rotation", "rigid: at most, in degrees", 10, 0, 45),
                Parameter.near("translation", "rigid: at most, fraction of the height", 0.025, 0, 0.25));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        if (draw.parameter("rigid") == 1) {
            return new RigidMotion(
                    range,
                    (int) draw.parameter("movements"),
                    scaled(draw, "rotation"),
                    scaled(draw, "translation"),
                    draw.parameter("centre"));
        }
        return new LineMotion(
                range, compounded(draw, "lines"), draw.parameter("displacement"), draw.parameter("centre"));
    }
}
