package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind susceptibility}: {@link Susceptibility}. Severity scales the field, so displacement and loss. */
public final class SusceptibilityKind extends ParametricKind {
    /** Twenty pixels of 256. */
    private static final double PEAK = 0.078;

    /** 27 pixels of 256. */
    private static final double RADIUS = 0.107;

    public SusceptibilityKind() {
        super(
                "susceptibility",
                "displacement along the rows and loss of signal around a magnetic cylinder",
                Parameter.near("peak", "largest displacement, fraction of the width", PEAK, -0.25, 0.25),
                Parameter.near("radius", "fraction of the width", RADIUS, 0.001, 1),
                Parameter.shape("row", "its place, fraction of the height", 0.25, 0.75, 0, 1),
                Parameter.shape("column", "its place, fraction of the width", 0.25, 0.75, 0, 1),
                Parameter.near("loss", "empirical factor of dephasing", 1, 0, 100));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new Susceptibility(
                range,
                scaled(draw, "peak"),
                draw.parameter("radius"),
                draw.parameter("row"),
                draw.parameter("column"),
                draw.parameter("loss"));
    }
}
