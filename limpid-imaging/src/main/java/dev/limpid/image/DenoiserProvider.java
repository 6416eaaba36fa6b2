package dev.limpid.image;

import java.util.Map;

/**
 * Makes a {@link Denoiser} by name; found through {@link java.util.ServiceLoader}. This is how a denoiser from another
 * jar reaches the command line.
 */
public interface DenoiserProvider {
    /** The method's name on the command line: lower case, words joined by hyphens. */
    String name();

    /** One line for {@code limpid methods}, with the parameters it takes and their defaults. */
    String summary();

    /**
     * Whether {@link #create} looks at the range; one that does not also takes files that say no range, such as float
     * TIFF.
     */
    default boolean needsRange() {
        return true;
    }

    /**
     * A denoiser for images of this intensity range.
     *
     * @param parameters what the user set by {@code --set name=value}; strengths are fractions of the range
     * @throws IllegalArgumentException for an unknown name or a value out of bounds, saying which are allowed
     */
    Denoiser create(Map<String, String> parameters, IntensityRange range);
}
