package dev.limpid.bench;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.metric.Metric;
import dev.limpid.metric.NotApplicableException;
import dev.limpid.physics.NoiseLevel;
import dev.limpid.physics.Window;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The noise of a result's soft tissue as a part of that of the full-dose image: the ratio of their {@linkplain NoiseLevel levels}.
 * 1 is as noisy as the full dose; below, smoother than the reference itself, which full-reference metrics hold against a result.
 */
record NoiseKept() implements Metric {
    /** As many windows as a level is taken from. */
    private static final int FEWEST = 10;

    /**
     * {@inheritDoc}
     *
     * @throws NotApplicableException if the planes are not in HU, their pixels have no size, or one of them shows too little even
     *     soft tissue
     */
    @Override
    public double of(Slice reference, Slice test) {
        if (reference.unit() != Unit.HOUNSFIELD || reference.spacing().isEmpty()) {
            throw new NotApplicableException("the noise of soft tissue is told by HU and pixel spacing, of which this "
                    + reference + " has not both");
        }
        OptionalDouble full = NoiseLevel.of(reference);
        OptionalDouble left = level(test);
        if (full.isEmpty() || left.isEmpty()) {
            throw new NotApplicableException("a " + reference + " with too little even soft tissue");
        }
        return left.getAsDouble() / full.getAsDouble();
    }

    /**
     * A scanner makes no flat windows, so that {@link NoiseLevel} takes them for masked; a method does, and then their middle
     * deviation is what it left.
     */
    private static OptionalDouble level(Slice test) {
        List<Window> windows = NoiseLevel.windows(test);
        OptionalDouble level = NoiseLevel.of(windows);
        return level.isPresent() || windows.size() < FEWEST
                ? level
                : windows.stream()
                        .mapToDouble(Window::deviation)
                        .sorted()
                        .skip(windows.size() / 2)
                        .findFirst();
    }

    @Override
    public String name() {
        return "noise kept";
    }

    @Override
    public String unit() {
        return "1";
    }

    /** False, and neither is smaller: it says what a method did. */
    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
