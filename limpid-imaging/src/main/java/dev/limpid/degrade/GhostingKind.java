package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind ghosting}: {@link Ghosting}. Severity compounds the intensity. */
public final class GhostingKind extends ParametricKind {
    public GhostingKind() {
        super(
                "ghosting",
                "ghosts along the columns; intensity=0.75 (of the weakened lines, 0..1), ghosts=6 (2..32), centre=0.02"
                        + " (share of lines kept, 0..1)",
                Parameter.near("intensity", 0.75, 0, 1),
                Parameter.near("ghosts", 6, 2, Ghosting.MAX_GHOSTS).asWhole(),
                Parameter.fixed("centre", 0.02, 0, 1));
    }

    @Override
    Degradation make(Draw draw, IntensityRange range) {
        return new Ghosting(
                range, (int) draw.parameter("ghosts"), compounded(draw, "intensity"), draw.parameter("centre"));
    }
}
