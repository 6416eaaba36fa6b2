package dev.limpid.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a plot: values to positions, with round ticks.
 *
 * @param low the value at {@code start}
 * @param high the value at {@code end}, above {@code low}
 * @param step between two ticks, 1, 2 or 5 times a power of ten
 */
record Scale(double low, double high, double start, double end, double step) {
    private static final double MARGIN = 0.05;

    /** An axis that holds all values with a little room at both ends, and about so many ticks. */
    static Scale of(double least, double most, double start, double end, int ticks) {
        double span = most > least ? most - least : Math.max(1e-3, Math.abs(least) * 0.1);
        double rough = span / ticks;
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
        double times = rough / power;
        double step = power * (times < 1.5 ? 1 : times < 3.5 ? 2 : times < 7.5 ? 5 : 10);
        return new Scale(least - MARGIN * span, least + (1 + MARGIN) * span, start, end, step);
    }

    double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }

    /** Multiples of the step within the axis. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-9);
        for (long i = first; i * step <= high + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }
}
