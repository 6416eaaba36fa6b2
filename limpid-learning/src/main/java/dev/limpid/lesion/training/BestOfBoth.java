package dev.limpid.lesion.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which validation of a joint stage is best, and so which weights are kept: that of the highest sum of PSNR and average precision (mean
 * of those at overlaps of 0.5 and 0.2), a tenth of a decibel counting as a hundredth of precision; the earlier one where both are equal.
 * The first validation is the state before the stage. The order of two validations does not depend on others, so the best one
 * so far is the best one of all. The exchange rate is our own choice: neither a high precision by chance of a denoiser that is not yet one
 * stays, nor a detector that lost what it could for a little PSNR.
 */
final class BestOfBoth {
    private static final double PRECISION_OF_A_DECIBEL = 0.1;

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
        boolean better = best < 0 || worth(all.size() - 1) > worth(best);
        if (better) {
            best = all.size() - 1;
        }
        return better;
    }

    private double worth(int place) {
        double[] one = all.get(place);
        return PRECISION_OF_A_DECIBEL * one[0] + one[1];
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
