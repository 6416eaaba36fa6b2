package dev.limpid.artefact;

import java.util.Locale;

/**
 * A wave of low frequency that is fixed to the detector and never negative: y = x + A/2 + s sin(u column + v row) + c cos(...), A =
 * 2 sqrt(s^2 + c^2) (the model of {@code degrade --kind structured}).
 *
 * @param u angular frequency along a row, radians a pixel
 * @param v along a column
 * @param sine s
 * @param cosine c
 */
record Wave(double u, double v, double sine, double cosine) implements Artefact {
    /** A, from trough to crest. */
    double amplitude() {
        return 2 * Math.hypot(sine, cosine);
    }

    @Override
    public String describe() {
        return String.format(
                Locale.ROOT,
                "a wave of %.0f pixels and %.0f %% of the range",
                2 * Math.PI / Math.hypot(u, v),
                100 * amplitude());
    }

    @Override
    public Signal undo(Signal signal) {
        float[] result = new float[signal.values().length];
        for (int i = 0; i < result.length; i++) {
            double phase = u * (i % signal.columns()) + v * (i / signal.columns());
            double wave = amplitude() / 2 + sine * Math.sin(phase) + cosine * Math.cos(phase);
            result[i] = signal.padding()[i] ? 0 : (float) (signal.values()[i] - wave);
        }
        // What was clipped is at least what the wave leaves of it, and was within the range.
        float[] least = result.clone();
        ClippedPixels.relax(ClippedPixels.of(signal), pixel -> {
            float smooth = ClippedPixels.neighbours(signal, result, pixel);
            result[pixel] = Math.max(least[pixel], Math.min(1, smooth));
        });
        return signal.with(result);
    }
}
