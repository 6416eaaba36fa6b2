package dev.limpid.artefact;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds a {@link Fold}. In a folded image second differences along the columns correlate with those half the height away: of images
 * whose halves have nothing in common by 2 w / (1 + w^2). Around the weight that this gives the one is taken whose unfolded image has the
 * sparsest differences of neighbours, since mixtures of two images have fewer small ones. Weights are tried in equal steps of
 * log(1 - w): the nearer to 1, the more an error in w matters; and there halves that correlate by c change it by about c.
 */
final class FoldSearch {
    /** Below it halves are taken for unrelated. */
    private static final double LEAST_CORRELATION = 0.1;

    /** Above it less is enough: of an image that is mostly noise, differences hardly become sparser. */
    private static final double HIGH_CORRELATION = 0.9;

    private static final double LEAST_GAIN_IF_HIGH = 0.01;

    /** Smaller images say too little. */
    private static final int LEAST_EDGE = 32;

    private static final int LEAST_PAIRS = 500;

    /** Along an odd number of rows every clipped pixel spoils about 1 / (1 - w) behind it. */
    private static final double MOST_CLIPPED = 0.2;

    /** Of a weight of 0.998. */
    private static final double MOST_CORRELATION = 1 - 2e-6;

    /** How much sparser the unfolded image's differences must be, so that halves that are alike are no fold. */
    private static final double LEAST_GAIN = 0.1;

    /** -log(1 - w) of the smallest weight that is undone, 0.05. */
    private static final double LEAST = 0.05;

    /** How far from the first guess, in log(1 - w): what lies below the range does not fold, and so hides some of the rest. */
    private static final double AROUND = 0.8;

    /** Of an odd number of rows the correlation says little more than that there is a fold. */
    private static final double MIDDLE = 3.1;

    private static final int FIRST_STEPS = 64;
    private static final int STEPS = 12;
    private static final double FINEST = 1e-5;

    /** Columns that are looked at, about: pairs of neighbours. */
    private static final int COLUMNS = 128;

    private FoldSearch() {}

    static Optional<Artefact> of(Signal whole) {
        boolean odd = whole.rows() % 2 == 1;
        if (Math.min(whole.rows(), whole.columns()) < LEAST_EDGE
                || odd && ClippedPixels.of(whole).length > MOST_CLIPPED * whole.values().length) {
            return Optional.empty();
        }
        Signal signal = someColumns(whole);
        double correlation = Math.min(correlation(signal), MOST_CORRELATION);
        if (!(correlation > LEAST_CORRELATION)) {
            return Optional.empty();
        }
        double weight = (1 - Math.sqrt(1 - correlation * correlation)) / correlation;
        double best = odd ? MIDDLE : -Math.log1p(-weight);
        double around = odd ? MIDDLE : AROUND;
        best = sparsest(signal, best, around, FIRST_STEPS);
        for (around *= 2.0 / FIRST_STEPS; around > FINEST; around *= 2.0 / STEPS) {
            best = sparsest(signal, best, around, STEPS);
        }
        Fold found = fold(best);
        double gain = correlation > HIGH_CORRELATION ? LEAST_GAIN_IF_HIGH : LEAST_GAIN;
        Signal unfolded = found.undoLinearly(signal);
        boolean there = density(unfolded) < (1 - gain) * density(signal)
                && !found.undo(signal).isDarkerThan(signal);
        return there ? Optional.of(found) : Optional.empty();
    }

    private static Fold fold(double logarithm) {
        return new Fold(-Math.expm1(-Math.max(LEAST, logarithm)));
    }

    /** The best of some steps to both sides of a middle. */
    private static double sparsest(Signal signal, double middle, double around, int steps) {
        double[] density = IntStream.rangeClosed(0, steps)
                .parallel()
                .mapToDouble(i ->
                        density(fold(middle + (2.0 * i / steps - 1) * around).undoLinearly(signal)))
                .toArray();
        int least = 0;
        for (int i = 1; i <= steps; i++) {
            least = density[i] < density[least] ? i : least;
        }
        return middle + (2.0 * least / steps - 1) * around;
    }

    /** Padding and clipped pixels alike say nothing. */
    private static Signal someColumns(Signal signal) {
        int every = Math.max(1, signal.columns() / COLUMNS);
        int columns = signal.columns() / (2 * every) * 2;
        float[] values = new float[signal.rows() * columns];
        boolean[] padding = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            int column = i % columns;
            int from = i / columns * signal.columns() + column / 2 * 2 * every + column % 2;
            values[i] = signal.values()[from];
            padding[i] = signal.padding()[from] || isClipped(signal, from);
        }
        return new Signal(signal.rows(), columns, values, padding);
    }

    /** Whether what folds onto a pixel, or what it folds onto, was clipped. */
    private static boolean isClipped(Signal signal, int pixel) {
        int size = signal.values().length;
        int half = signal.rows() / 2 * signal.columns();
        float[] values = signal.values();
        return ClippedPixels.isClipped(values[pixel])
                || ClippedPixels.isClipped(values[(pixel + half) % size])
                || ClippedPixels.isClipped(values[(pixel + size - half) % size]);
    }

    /** Of second differences with those half the height away, beside padding; 0 where too few say anything. */
    static double correlation(Signal signal) {
        int half = signal.rows() / 2 * signal.columns();
        int size = signal.values().length;
        double products = 0;
        double squares = 0;
        double others = 0;
        int pairs = 0;
        for (int at = signal.columns(); at < size - signal.columns(); at++) {
            int away = (at + half) % size;
            if (away >= signal.columns()
                    && away < size - signal.columns()
                    && counts(signal, at)
                    && counts(signal, away)) {
                double here = second(signal, at);
                double there = second(signal, away);
                products += here * there;
                squares += here * here;
                others += there * there;
                pairs += here != 0 || there != 0 ? 1 : 0;
            }
        }
        return pairs < LEAST_PAIRS || products == 0 ? 0 : products / Math.sqrt(squares * others);
    }

    /** (mean of sqrt(|difference|))^2 over the root mean square: small where few are large. */
    private static double density(Signal signal) {
        double roots = 0;
        double squares = 0;
        int count = 0;
        float[] values = signal.values();
        for (int at = 0; at < values.length - signal.columns(); at++) {
            for (int next = at % 2 == 0 ? 1 : signal.columns(); next > 0; next = next == 1 ? signal.columns() : 0) {
                if (!signal.padding()[at] && !signal.padding()[at + next]) {
                    double difference = Math.abs((double) values[at + next] - values[at]);
                    roots += Math.sqrt(difference);
                    squares += difference * difference;
                    count++;
                }
            }
        }
        return squares == 0 ? 0 : roots / count * (roots / count) / Math.sqrt(squares / count);
    }

    /** Smooth artefacts, which are alike half the height away, leave hardly a trace in it. */
    private static double second(Signal signal, int at) {
        float[] values = signal.values();
        return values[at - signal.columns()] - 2.0 * values[at] + values[at + signal.columns()];
    }

    private static boolean counts(Signal signal, int at) {
        boolean[] padding = signal.padding();
        return !padding[at - signal.columns()] && !padding[at] && !padding[at + signal.columns()];
    }
}
