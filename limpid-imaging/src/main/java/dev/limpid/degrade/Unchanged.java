package dev.limpid.degrade;

import dev.limpid.image.Slice;

/**
 * A degradation without strength: the image itself, bit for bit.
 *
 * @param name of the kind
 */
record Unchanged(String name) implements Degradation {
    @Override
    public Slice apply(Slice clean, long seed) {
        return clean;
    }
}
