package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import java.util.List;
import java.util.Map;

/**
 * A kind of noise or artefact: first its parameters are drawn, then they are applied, so that any draw can be kept and
 * replayed. Found through {@link java.util.ServiceLoader}; this is how a kind from another jar reaches the command line
 * and the benchmark. Stateless; safe for several threads.
 */
public interface DegradationKind {
    /** The kind's name on the command line: lower case, words joined by hyphens. */
    String name();

    /** Other names that mean the same. */
    default List<String> aliases() {
        return List.of();
    }

    /** One line for {@code limpid kinds}: what it is, with its parameters, their defaults and bounds. */
    String summary();

    /**
     * Whether planes of one series get the same seed, since what is random lies in the body and not in the plane: then
     * {@link dev.limpid.image.Slice#section} tells planes apart.
     */
    default boolean oneSeedForSeries() {
        return false;
    }

    /**
     * Draws the parameters for one image.
     *
     * @param set what the user set by {@code --set name=value}, taken exactly. Of Limpid's own kinds, strengths and sizes
     *     that are not set are drawn within 20 % of their default and within their bounds, shapes such as angles, phases
     *     and places from an interval of their own, and some parameters are not drawn but keep their default.
     *     {@link #summary} says the unit of each: noise levels are mostly fractions of the intensity range, lengths
     *     fractions of the image's height, width or larger side, but a chemical shift is in pixels
     * @param severity scales the strength: 1 is the default, 0 gives the image back exactly; 0..4
     * @param seed of the parameters and of the noise
     * @throws IllegalArgumentException for an unknown name or a value out of bounds, saying which are allowed
     */
    Draw draw(Map<String, String> set, double severity, long seed);

    /**
     * The degradation of a draw, for images of this intensity range.
     *
     * @throws IllegalArgumentException if the draw is of another kind, or a parameter is missing or out of bounds
     */
    Degradation replay(Draw draw, IntensityRange range);
}
