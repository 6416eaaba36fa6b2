package dev.limpid.metric;

import dev.limpid.image.Slice;

/** A number that says how far a test image is from a reference. Stateless; safe for several threads. */
public interface Metric {
    /**
     * The value for two planes of the same size and unit; pixels that are padding in the reference do not count where
     * the metric is a mean over pixels.
     *
     * @throws NotApplicableException if the reference is too small for the metric
     * @throws IllegalArgumentException if sizes or units differ
     */
    double of(Slice reference, Slice test);

    /** Name for tables, e.g. {@code PSNR}. */
    String name();

    /** Unit for tables, e.g. {@code dB}; {@code 1} for a pure number. */
    String unit();

    /** Whether a larger value is the better one. */
    boolean largerIsBetter();
}
