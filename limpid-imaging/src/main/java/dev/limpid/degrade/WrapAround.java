package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.stream.IntStream;

/**
 * Aliasing of a field of view that is too small: what lies outside folds back by half the image's height, I'(x, y) = I(x, y)
 * + w I(x, y - h) with h the whole part of N / 2, N rows, y periodic (Zhuo and Gullapalli, RadioGraphics 26, 2006).
 *
 * <p>In k-space line k_y is multiplied by 1 + w exp(-2 pi i k_y h / N). For even N that is 1 + w on even lines and 1 - w on
 * odd ones; at w = 1 every other line is missing, which is the half field of view. The image gets brighter by w: it is not
 * clipped here. Phase encoding runs down the columns. Values below the range count as its low end and stay as far below
 * it as they were.
 */
public final class WrapAround extends PlaneDegradation {
    private final double weight;

    /** @param weight w, how much of the signal folds back, 0..1 */
    public WrapAround(IntensityRange range, double weight) {
        super(range);
        this.weight = PixelNoise.between("weight", weight, 0, 1);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        int rows = clean.rows;
        int columns = clean.columns;
        double[] folded = new double[clean.values.length];
        IntStream.range(0, rows).parallel().forEach(row -> {
            int from = Math.floorMod(row - rows / 2, rows) * columns;
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                folded[at] = clean.values[at] + weight * clean.values[from + column];
            }
        });
        return new Plane(rows, columns, folded);
    }

    @Override
    public String name() {
        return "wrap-around";
    }
}
