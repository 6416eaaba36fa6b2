package dev.limpid.lesion.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which validation of a joint stage is best, and so which weights are kept: that of the smallest sum of two ranks among all validations
 * so far, by PSNR and by average precision (mean of those at overlaps of 0.5 and 0.2); of equal values each has their mean rank. A new
 * validation takes the place of the kept one when its sum is smaller; the first is the state before the stage. With every
 * validation ranks change, and a state that was passed over is gone, even if it were the best in the end. Ranks, since a
 * decibel and a part of precision cannot be weighed against each other: a state of high precision by chance that still denoises badly
 * does not stay. Our own choice.
 */
final class BestOfBoth {
    private final List<double[]> all = new ArrayList<>();
    private int best = -1;

    /** @param earlier what {@link #state} gave; empty for a new run */
    static BestOfBoth of(String earlier) {
        BestOfBoth best = new BestOfBoth();
        for (String pair : earlier.split(";", -1)) {
            if (!pair.isBlank()) {
                String[] values = pair.split(":", -1);
                best.add(Double.parseDouble(values[0]), Double.parseDouble(values[1]));
            }
        }
        return best;
    }

    /** Adds a validation; whether it is the best so far, as the first one is. */
    boolean add(double psnr, double precision) {
        all.add(new double[] {psnr, precision});
        boolean better = best < 0 || ranks(all.size() - 1) < ranks(best);
        if (better) {
            best = all.size() - 1;
        }
        return better;
    }

    /** 1 is the highest. */
    private double ranks(int place) {
        double sum = 0;
        for (int value = 0; value < 2; value++) {
            double own = all.get(place)[value];
            for (double[] other : all) {
                sum += other[value] > own ? 1 : other[value] == own ? 0.5 : 0;
            }
            sum += 0.5;
        }
        return sum;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** Validations since the best one. */
    int sinceBest() {
        return all.size() - 1 - best;
    }

    String state() {
        return all.stream()
                .map(pair -> String.format(Locale.ROOT, "%s:%s", pair[0], pair[1]))
                .collect(Collectors.joining(";"));
    }
}
