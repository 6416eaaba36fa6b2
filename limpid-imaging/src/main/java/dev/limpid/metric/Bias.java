package dev.limpid.metric;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * Mean of test - reference, in the image's unit: above 0 when the test is brighter. The best value is 0, from either
 * side. Pixels that are padding in the reference do not count.
 *
 * @param imageUnit the unit of the planes that will be compared, for tables
 */
public record Bias(Unit imageUnit) implements Metric {
    @Override
    public double of(Slice reference, Slice test) {
        return Differences.of(reference, test).mean();
    }

    @Override
    public String name() {
        return "bias";
    }

    @Override
    public String unit() {
        return imageUnit.symbol();
    }

    /** False: of two biases the one nearer to 0 is better, and neither sign is. */
    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
