package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind noncentral-chi}: {@link NoncentralChiNoise}. */
public final class NoncentralChiKind extends ParametricKind {
    public NoncentralChiKind() {
        super(
                "noncentral-chi",
                "noise of a magnitude image of several coils",
                Parameter.near("sigma", "fraction of the range", 0.16, 0, 1),
                Parameter.fixed("coils", "receiver coils", 4, 1, NoncentralChiNoise.MAX_COILS)
                        .asWhole());
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new NoncentralChiNoise(range, scaled(draw, "sigma", 1), (int) draw.parameter("coils"));
    }
}
