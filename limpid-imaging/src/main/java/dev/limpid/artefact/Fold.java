package dev.limpid.artefact;

import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Aliasing of a field of view that is too small: y(r) = x(r) + w max(x(r - h), 0), rows r periodic, h the whole part of half their
 * number (the model of {@code degrade --kind wrap-around}, where what lies below the range does not fold).
 *
 * <p>Undone along the rows r, r + h, r + 2h, ..., which come back to r after m steps: x(r + h) = y(r + h) - w max(x(r), 0). Without
 * values below 0 the first is x(r) = (sum over k below m of (-w)^k y(r - k h)) / (1 - (-w)^m); a value below 0, or padding, folds
 * nothing and so fixes what comes behind it, whatever the chain began with. Noise grows by up to 1 / (1 - w).
 *
 * @param weight w, above 0 and below 1
 */
record Fold(double weight) implements Artefact {
    /** Twice around, so that what was fixed on the way reaches the rows before it. */
    private static final int ROUNDS = 2;

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "folded by half the height, %.0f %%", 100 * weight);
    }

    @Override
    public Signal undo(Signal signal) {
        Signal unfolded = undo(signal, 0);
        if (signal.rows() % 2 == 0) {
            fillClipped(signal, unfolded.values());
        }
        return unfolded;
    }

    /** Pairs of rows r, r + h of which y was clipped in one or both: x(r) + w x(r + h) is at least 1 where it was. */
    private void fillClipped(Signal folded, float[] values) {
        int half = folded.rows() / 2 * folded.columns();
        float w = (float) weight;
        ClippedPixels.relax(ClippedPixels.of(folded), pixel -> {
            int partner = (pixel + half) % values.length;
            if (folded.padding()[partner]) {
                return;
            }
            float here = ClippedPixels.neighbours(folded, values, pixel);
            if (ClippedPixels.isClipped(folded.values()[partner])) {
                float missing = 1 - here - w * values[partner];
                values[pixel] = within(missing > 0 ? here + missing / (1 + w * w) : here);
                return;
            }
            float sum = folded.values()[partner];
            float there = ClippedPixels.neighbours(folded, values, partner);
            float smooth = (here + w * (sum - there)) / (1 + w * w);
            float least = (1 - w * sum) / (1 - w * w);
            values[pixel] = within(Math.max(least, Math.min(sum / w, smooth)));
            values[partner] = sum - w * values[pixel];
        });
    }

    private static float within(float value) {
        return Math.max(0, Math.min(1, value));
    }

    /** As if values below 0 folded too: for a weight that is not sure, which keeps one from being taken for the other. */
    Signal undoLinearly(Signal signal) {
        return undo(signal, Double.NEGATIVE_INFINITY);
    }

    private Signal undo(Signal signal, double least) {
        int rows = signal.rows();
        int columns = signal.columns();
        int shift = rows / 2;
        float[] result = new float[signal.values().length];
        boolean[] seen = new boolean[rows];
        for (int first = 0; first < rows; first++) {
            if (!seen[first]) {
                int[] chain = chain(first, shift, rows, seen);
                IntStream.range(0, columns).forEach(column -> undo(signal, chain, column, least, result));
            }
        }
        return signal.with(result);
    }

    private static int[] chain(int first, int shift, int rows, boolean[] seen) {
        int[] chain = new int[rows % 2 == 0 ? 2 : rows];
        int row = first;
        for (int i = 0; i < chain.length; i++) {
            chain[i] = row;
            seen[row] = true;
            row = (row + shift) % rows;
        }
        return chain;
    }

    private void undo(Signal signal, int[] chain, int column, double least, float[] result) {
        double sum = 0;
        for (int row : chain) {
            sum = signal.values()[row * signal.columns() + column] - weight * sum;
        }
        // What stands before the chain's first row is the end of the chain itself.
        double before = sum / (1 - Math.pow(-weight, chain.length));
        for (int round = 0; round < ROUNDS; round++) {
            for (int row : chain) {
                int at = row * signal.columns() + column;
                before = signal.padding()[at] ? 0 : signal.values()[at] - weight * Math.max(before, least);
                result[at] = (float) before;
            }
        }
    }
}
