package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/**
 * {@code --kind rician}: {@link NoncentralChiNoise} of one coil. Within the range it gives the pixels of
 * {@link RicianNoise}; a value below the range stays as far below, where {@link RicianNoise} returns its magnitude.
 */
public final class RicianKind extends ParametricKind {
    public RicianKind() {
        super(
                "rician",
                "noise of a magnitude image of one coil",
                Parameter.near("sigma", "fraction of the range", 0.1, 0, 1));
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new NoncentralChiNoise(name(), range, scaled(draw, "sigma", 1), 1);
    }
}
