package dev.limpid.bench;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.DegradationKind;
import dev.limpid.degrade.Draw;
import dev.limpid.image.IntensityRange;
import dev.limpid.lowdose.LowDose;
import dev.limpid.lowdose.LowDoseKind;
import java.util.Map;
import java.util.TreeMap;

/**
 * The simulated low dose at one dose, under a name of its own, so that a run can have several.
 *
 * @param dose as a part of the image's own, {@value #LEAST} or more and below 1
 */
public record SimulatedDose(double dose) implements DegradationKind {
    /** The smallest dose that the simulation takes. */
    public static final double LEAST = 0.01;

    private static final LowDoseKind KIND = new LowDoseKind();

    public SimulatedDose {
        if (!(dose >= LEAST && dose < 1)) {
            throw new IllegalArgumentException(
                    "a dose is a part of the full one, from " + LEAST + " to below 1, e.g. 0.25, not " + dose);
        }
    }

    /** {@code low-dose 25 %}. */
    @Override
    public String name() {
        return LowDose.NAME + " " + Numbers.plain(100 * dose) + " %";
    }

    @Override
    public String summary() {
        return KIND.summary();
    }

    @Override
    public boolean oneSeedForSeries() {
        return KIND.oneSeedForSeries();
    }

    /** @throws IllegalArgumentException also if another dose is set */
    @Override
    public Draw draw(Map<String, String> set, double severity, long seed) {
        if (set.containsKey("dose")) {
            throw new IllegalArgumentException(name() + " has its dose; give others by --dose");
        }
        Map<String, String> all = new TreeMap<>(set);
        all.put("dose", String.valueOf(dose));
        return KIND.draw(all, severity, seed);
    }

    @Override
    public Degradation replay(Draw draw, IntensityRange range) {
        return KIND.replay(draw, range);
    }
}
