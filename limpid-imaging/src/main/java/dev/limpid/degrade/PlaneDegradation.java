package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/** An artefact of the whole plane, which its pixels cannot be given one by one: the part that all of these share. */
abstract class PlaneDegradation implements Degradation {
    private final IntensityRange range;

    PlaneDegradation(IntensityRange range) {
        this.range = range;
    }

    /**
     * The degraded signal.
     *
     * @param clean is not modified
     * @param unit of the slice
     */
    abstract Plane degrade(Plane clean, Unit unit, long seed);

    @Override
    public final Slice apply(Slice clean, long seed) {
        return degrade(Plane.of(clean, range), clean.unit(), seed).putInto(clean, range);
    }

    final IntensityRange range() {
        return range;
    }
}
