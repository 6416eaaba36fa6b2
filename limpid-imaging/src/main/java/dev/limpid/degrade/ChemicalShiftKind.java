package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;

/** {@code --kind chemical-shift}: {@link ChemicalShift}. Severity scales delta. */
public final class ChemicalShiftKind extends ParametricKind {
    public ChemicalShiftKind() {
        super(
                "chemical-shift",
                "fat displaced along the rows",
                Parameter.near(
                        "delta",
                        "pixels; 224 Hz at 1.5 T over the bandwidth of one",
                        1.75,
                        -ChemicalShift.MAX_DELTA,
                        ChemicalShift.MAX_DELTA),
                Parameter.fixed("weight", "share of the fat that moves", 1, 0, 1),
                Parameter.fixed("whole", "1: all counts as fat", 0, 0, 1).asWhole());
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        double delta = scaled(draw, "delta", ChemicalShift.MAX_DELTA);
        return new ChemicalShift(range, delta, draw.parameter("weight"), draw.parameter("whole") == 1);
    }
}
