package dev.limpid.lowdose;

import dev.limpid.degrade.Degradation;
import dev.limpid.degrade.Draw;
import dev.limpid.degrade.Parameter;
import dev.limpid.degrade.ParametricKind;
import dev.limpid.image.IntensityRange;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * {@code --kind low-dose}: {@link LowDose}. Severity scales the standard deviation of the quantum noise that fewer photons add: the
 * dose becomes 1 / (1 + severity^2 (1 / dose - 1)). Electronic noise grows faster.
 */
public final class LowDoseKind extends ParametricKind {
    public LowDoseKind() {
        super(
                LowDose.NAME,
                "CT noise of fewer photons, from a fan-beam scanner",
                Parameter.fixed("dose", "part of the image's own", 0.25, 0.01, 1),
                Parameter.fixed("noise", "HU of the full dose in soft tissue, 0 for what the image shows", 0, 0, 500),
                Parameter.fixed(
                        "photons",
                        "of a ray through air and mm of slice at full dose, 0 for what fits the noise",
                        0,
                        0,
                        1e9),
                Parameter.choice(
                        "kernel",
                        "of the reconstruction, auto for what the noise shows",
                        Stream.of(KernelChoice.values())
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .toList()),
                Parameter.fixed("electronic", "noise of the detector in photons", 3, 0, 1000),
                Parameter.fixed("modulation", "of the tube current by angle", 0.5, 0, 1));
    }

    /** Slices of one series share the noise of the layers that they share. */
    @Override
    public boolean oneSeedForSeries() {
        return true;
    }

    @Override
    protected Degradation make(Draw draw, IntensityRange range) {
        double severity = draw.parameter(SEVERITY);
        double dose = 1 / (1 + severity * severity * (1 / draw.parameter("dose") - 1));
        return new LowDose(new LowDose.Settings(
                dose,
                known(draw, "noise"),
                known(draw, "photons"),
                KernelChoice.values()[(int) draw.parameter("kernel")],
                draw.parameter("electronic"),
                draw.parameter("modulation")));
    }

    private static OptionalDouble known(Draw draw, String name) {
        double value = draw.parameter(name);
        return value > 0 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
