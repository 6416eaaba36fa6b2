package dev.limpid.degrade;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The parameters drawn for one image: all that fixes what a degradation does to it. Equal draws give equal pixels, by
 * {@code kind.replay(draw, range).apply(slice, draw.seed())} or {@link DegradationKinds#apply}: what is not among the
 * parameters, such as the noise of each pixel or the lines of k-space that move, comes from the seed.
 *
 * @param kind the kind's name
 * @param parameters by name, in the kind's order; finite; Limpid's own kinds keep the severity among them
 * @param seed of the noise
 */
public record Draw(String kind, Map<String, Double> parameters, long seed) {
    public Draw {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        parameters.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(
                        kind + ": " + name + " is " + value + "; it must be a finite number");
            }
        });
    }

    /**
     * A parameter.
     *
     * @throws IllegalArgumentException if the draw has none of this name
     */
    public double parameter(String name) {
        Double value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("a draw of " + kind + " needs '" + name + "'");
        }
        return value;
    }
}
