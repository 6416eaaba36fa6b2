package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind ghosting}: {@link Ghosting}. Severity compounds the intensity. */
public final class GhostingKind extends ParametricKind {
    public GhostingKind() {
        super(
                "ghosting",
                "ghosts of periodic motion along the columns",
                Parameter.near("intensity", "share that the weaker lines lose", 0.75, 0, 1),
                Parameter.near("ghosts", "every so many lines", 6, 2, Ghosting.MAX_GHOSTS)
                        .asWhole(),
                Parameter.fixed("centre", "share of lines kept", 0.02, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new Ghosting(
                range, (int) draw.parameter("ghosts"), compounded(draw, "intensity"), draw.parameter("centre"));
    }
}
