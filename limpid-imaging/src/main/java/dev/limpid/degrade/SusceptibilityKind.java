package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind susceptibility}: {@link Susceptibility}. Severity scales the field, so displacement and loss. */
public final class SusceptibilityKind extends ParametricKind {
    /** Ten pixels of 256. */
    private static final double PEAK = 0.039;

    /** 27 pixels of 256. */
    private static final double RADIUS = 0.107;

    public SusceptibilityKind() {
        super(
                "susceptibility",
                "displacement along the rows and loss of signal around a magnetic cylinder; peak=0.039 (displacement, of the"
                        + " width, -0.25..0.25), radius=0.107 (of the width, 0.001..1), row and column=0.25..0.75 (of height"
                        + " and width, 0..1), loss=1 (dephasing, 0..100)",
                Parameter.near("peak", PEAK, -0.25, 0.25),
                Parameter.near("radius", RADIUS, 0.001, 1),
                Parameter.shape("row", 0.25, 0.75, 0, 1),
                Parameter.shape("column", 0.25, 0.75, 0, 1),
                Parameter.near("loss", 1, 0, 100));
    }

    @Override
    Degradation make(Draw draw, IntensityRange range) {
        return new Susceptibility(
                range,
                scaled(draw, "peak"),
                draw.parameter("radius"),
                draw.parameter("row"),
                draw.parameter("column"),
                draw.parameter("loss"));
    }
}
