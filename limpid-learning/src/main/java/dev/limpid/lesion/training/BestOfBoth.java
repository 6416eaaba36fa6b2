package dev.limpid.lesion.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which validation is best in two measures at once: that of the least sum of ranks, the later one where sums are equal. A measure's
 * rank is the number of validations that are better in it.
 */
final class BestOfBoth {
    private final List<double[]> all = new ArrayList<>();
    private int bestWhenSeen = -1;

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

    /** Adds a validation; whether it is the best so far, and so the weights to be kept. */
    boolean add(double psnr, double precision) {
        all.add(new double[] {psnr, precision});
        int last = all.size() - 1;
        for (int i = 0; i < last; i++) {
            if (rankSum(i) < rankSum(last)) {
                return false;
            }
        }
        bestWhenSeen = last;
        return true;
    }

    private int rankSum(int index) {
        int sum = 0;
        for (double[] other : all) {
            sum += other[0] > all.get(index)[0] ? 1 : 0;
            sum += other[1] > all.get(index)[1] ? 1 : 0;
        }
        return sum;
    }

    /** Validations since the best one. */
    int sinceBest() {
        return all.size() - 1 - bestWhenSeen;
    }

    String state() {
        return all.stream()
                .map(pair -> String.format(Locale.ROOT, "%s:%s", pair[0], pair[1]))
                .collect(Collectors.joining(";"));
    }
}
