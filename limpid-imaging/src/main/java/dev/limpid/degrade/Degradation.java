package dev.limpid.degrade;

import dev.limpid.image.Slice;

/**
 * One noise or artefact of known formula.
 *
 * <p>The same slice and seed give the same pixels on every platform and thread count. The result has the input's
 * geometry, unit and padding; padding pixels keep their value. Safe for several threads.
 */
public interface Degradation {
    /** The degraded plane. */
    Slice apply(Slice clean, long seed);

    /** The name on the command line, e.g. {@code gaussian}. */
    String name();
}
