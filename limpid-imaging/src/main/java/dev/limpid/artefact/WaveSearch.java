package dev.limpid.artefact;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a {@link Wave}: the one whose differences between neighbouring blocks of pixels, taken from the image's, leave the
 * smallest sum of absolute values. Most differences of an image are small, a few at edges large, so that sum is little
 * disturbed by the image itself. A wave that is not raised to be positive would leave values below the range, and is left alone. For each frequency amplitude and phase follow by iteratively reweighted least squares;
 * frequencies are looked for on a grid, and around the best of it.
 */
final class WaveSearch {
    /** Shortest and longest period, as fractions of the image's larger side. */
    private static final double SHORTEST = 0.22;

    private static final double LONGEST = 0.6;
    private static final int LENGTHS = 12;
    private static final int ANGLES = 24;

    /** The share of the differences' sum that a wave must explain; anatomy alone explains some. */
    private static final double LEAST_SHARE = 0.05;

    private static final double LEAST_AMPLITUDE = 0.2;

    /** Blocks along the larger side: for the grid, and for the rest. */
    private static final int COARSE = 48;

    private static final int FINE = 96;

    private final BlockDifferences differences;

    private WaveSearch(BlockDifferences differences) {
        this.differences = differences;
    }

    static Optional<Artefact> of(Signal signal) {
        if (Math.min(signal.rows(), signal.columns()) < 32) {
            return Optional.empty();
        }
        Candidate first = new WaveSearch(BlockDifferences.of(signal, COARSE)).coarse(signal);
        BlockDifferences differences = BlockDifferences.of(signal, FINE);
        double sum = differences.sum();
        if (sum == 0) {
            return Optional.empty();
        }
        WaveSearch search = new WaveSearch(differences);
        Candidate start = search.candidate(first.wave().u(), first.wave().v(), 8);
        Candidate found = search.refined(start, 2 * Math.PI / larger(signal));
        double period = 2 * Math.PI / Math.hypot(found.wave().u(), found.wave().v()) / larger(signal);
        boolean there = found.left() < (1 - LEAST_SHARE) * sum
                && found.wave().amplitude() >= LEAST_AMPLITUDE
                && period > SHORTEST
                && period < LONGEST
                && !found.wave().undo(signal).isDarkerThan(signal);
        return there ? Optional.of(found.wave()) : Optional.empty();
    }

    /**
     * A wave and what it leaves.
     *
     * @param left sum of the absolute differences without it
     */
    private record Candidate(Wave wave, double left) {}

    private static int larger(Signal signal) {
        return Math.max(signal.rows(), signal.columns());
    }

    private Candidate coarse(Signal signal) {
        return IntStream.range(0, LENGTHS * ANGLES)
                .parallel()
                .mapToObj(i -> {
                    double most = 1 / SHORTEST;
                    double least = 1 / LONGEST;
                    double cycles = least + (most - least) * (i / ANGLES) / (LENGTHS - 1);
                    double turn = Math.PI * (i % ANGLES) / ANGLES;
                    double k = 2 * Math.PI * cycles / larger(signal);
                    return candidate(k * Math.cos(turn), k * Math.sin(turn), 3);
                })
                .min((a, b) -> Double.compare(a.left(), b.left()))
                .orElseThrow();
    }

    /** Goes to the better of four neighbours, and halves the step where none is better. */
    private Candidate refined(Candidate start, double cycle) {
        Candidate best = start;
        double step = 0.12 * cycle;
        while (step > 1e-4 * cycle) {
            Wave wave = best.wave();
            double size = step;
            Candidate next = IntStream.range(0, 4)
                    .parallel()
                    .mapToObj(i -> candidate(
                            wave.u() + (i == 0 ? size : i == 1 ? -size : 0),
                            wave.v() + (i == 2 ? size : i == 3 ? -size : 0),
                            8))
                    .min((a, b) -> Double.compare(a.left(), b.left()))
                    .orElseThrow();
            if (next.left() < best.left()) {
                best = next;
            } else {
                step /= 2;
            }
        }
        return best;
    }

    private Candidate candidate(double u, double v, int rounds) {
        double[] both = differences.regress(u, v, rounds);
        return new Candidate(new Wave(u, v, both[0], both[1]), both[2]);
    }
}
