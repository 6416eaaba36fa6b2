package dev.limpid.report;

import java.util.ArrayList;
import java.util.List;

/**
 * One axis of a plot: values to positions, with round ticks.
 *
 * @param low the value at {@code start}
 * @param high the value at {@code end}, above {@code low}
 * @param step between two ticks
 */
record Scale(double low, double high, double start, double end, double step) {
    /** An axis that holds all values and begins and ends at a tick where that costs less than half a step. */
    static Scale of(double least, double most, double start, double end, int ticks) {
        double span = most > least ? most - least : Math.max(1e-3, Math.abs(least) * 0.1);
        double step = Figures.roundUp(span / ticks);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.ceil((least + span) / step - 1e-9) * step;
        return new Scale(low, high, start, end, step);
    }

    double at(double value) {
        return start + (value - low) / (high - low) * (end - start);
    }

    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        int count = (int) Math.round((high - low) / step);
        for (int i = 0; i <= count; i++) {
            double tick = low + i * step;
            ticks.add(Math.abs(tick) < step * 1e-9 ? 0 : tick);
        }
        return ticks;
    }
}
