package dev.limpid.model;

import java.util.OptionalDouble;

/**
 * One measured figure of a model, or of a method it is compared with.
 *
 * @param dataSet e.g. {@code ct}
 * @param split e.g. {@code test}
 * @param patient one patient's name, or {@link #ALL}
 * @param degradation e.g. {@code gaussian (sigma=0.1)}
 * @param method e.g. {@code ct} or {@code nl-means}; {@code noisy} for the input itself
 * @param metric with its unit, e.g. {@code PSNR (dB)}
 * @param value finite
 * @param sd spread of {@code value} over patients, seeds or slices; empty where there is none
 */
public record MeasuredResult(
        String dataSet,
        String split,
        String patient,
        String degradation,
        String method,
        String metric,
        double value,
        OptionalDouble sd) {
    /** Stands for every patient of the split. */
    public static final String ALL = "all";

    public MeasuredResult {
        double spread = sd.orElse(0);
        if (!Double.isFinite(value) || !Double.isFinite(spread) || spread < 0) {
            throw new IllegalArgumentException(metric + " of " + method + " must be finite, and its spread 0 or more");
        }
    }
}
