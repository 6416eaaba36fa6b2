package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * The values a model may change: its range, widened on both sides by the card's margin.
 *
 * <p>Above it lies metal: such pixels keep their value, and the network sees the limit. Below it lies nothing a patient
 * is made of, but {@link Fill} that a scanner wrote without declaring it as padding. The network sees it lifted to the bottom
 * of the range, as if it were the air beside it, and its result is put back as far below; a pixel at the fill's very
 * level keeps it. What else lies below is averaged among itself, which leaves a constant as it is. Declared padding keeps its
 * value.
 */
record Reach(IntensityRange range, double margin, Fill fill) {
    private static final int RADIUS = 6;
    private static final double SIGMA = 2;

    /** The reach in a slice. */
    static Reach of(Slice slice, IntensityRange range, double margin) {
        return new Reach(range, margin, Fill.of(slice, range));
    }

    /** What the network sees of a pixel. */
    float seen(Slice slice, int index) {
        if (fill.has(index)) {
            return (slice.at(index) - fill.level()) / range.width();
        }
        float value = range.normalise(slice.at(index));
        if (slice.isPadding(index) || value <= -margin) {
            return 0;
        }
        return (float) Math.min(value, 1 + margin);
    }

    /** Whether a pixel's result is the network's. */
    boolean isNetworks(Slice slice, int index) {
        float value = range.normalise(slice.at(index));
        return !fill.has(index) && !slice.isPadding(index) && value > -margin && value < 1 + margin;
    }

    /** The result of a pixel, given the network's normalised output. */
    float result(Slice slice, int row, int column, float output) {
        int index = row * slice.columns() + column;
        float original = slice.at(index);
        if (fill.has(index)) {
            return original == fill.level() ? original : fill.level() + output * range.width();
        }
        float value = range.normalise(original);
        if (slice.isPadding(index) || value >= 1 + margin) {
            return original;
        }
        return value <= -margin ? smoothed(slice, row, column, original) : range.denormalise(output);
    }

    /** Gaussian mean over the neighbours that are below reach too and not of another fill, as a correction that is exactly 0 on a constant. */
    private float smoothed(Slice slice, int row, int column, float original) {
        double weights = 0;
        double differences = 0;
        int columns = slice.columns();
        for (int r = Math.max(0, row - RADIUS); r <= Math.min(slice.rows() - 1, row + RADIUS); r++) {
            for (int c = Math.max(0, column - RADIUS); c <= Math.min(columns - 1, column + RADIUS); c++) {
                int index = r * columns + c;
                float neighbour = slice.at(index);
                boolean alike = Math.abs(neighbour - original) <= Fill.REACH * range.width();
                if (alike && range.normalise(neighbour) <= -margin && !slice.isPadding(index)) {
                    double weight = WEIGHTS[Math.abs(r - row)] * WEIGHTS[Math.abs(c - column)];
                    weights += weight;
                    differences += weight * (neighbour - original);
                }
            }
        }
        return (float) (original + differences / weights);
    }

    private static final double[] WEIGHTS = new double[RADIUS + 1];

    static {
        for (int i = 0; i <= RADIUS; i++) {
            WEIGHTS[i] = Math.exp(-0.5 * i * i / (SIGMA * SIGMA));
        }
    }
}
