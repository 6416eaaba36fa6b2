package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import java.util.List;

/** {@code --kind salt-and-pepper}: {@link SaltAndPepperNoise}. */
public final class SaltAndPepperKind extends ParametricKind {
    public SaltAndPepperKind() {
        super(
                "salt-and-pepper",
                "pixels that become the low or high end of the range",
                Parameter.near("probability", "of a pixel to be hit", 0.07, 0, 1));
    }

    @Override
    public List<String> aliases() {
        return List.of("impulse");
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        return new SaltAndPepperNoise(range, compounded(draw, "probability"));
    }
}
