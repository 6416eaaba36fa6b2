package dev.limpid.metric;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/**
 * Root of the mean squared difference, in the image's unit; 0 for identical planes. Pixels that are padding in the
 * reference do not count.
 *
 * @param imageUnit the unit of the planes that will be compared, for tables
 */
public record Rmse(Unit imageUnit) implements Metric {
    @Override
    public double of(Slice reference, Slice test) {
        return Math.sqrt(Differences.of(reference, test).meanSquare());
    }

    @Override
    public String name() {
        return "RMSE";
    }

    @Override
    public String unit() {
        return imageUnit.symbol();
    }

    @Override
    public boolean largerIsBetter() {
        return false;
    }
}
