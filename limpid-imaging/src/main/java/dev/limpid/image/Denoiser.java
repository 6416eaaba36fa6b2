package dev.limpid.image;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Removes noise from one image plane.
 *
 * <p>The result has the input's geometry, unit and padding; the input is never modified. Implementations are safe for
 * use by several threads unless they say otherwise. Third parties add theirs through {@link DenoiserProvider}.
 *
 * <p>Example, a denoiser in one line: {@code Denoiser identity = noisy -> noisy;}
 */
@FunctionalInterface
public interface Denoiser {
    /** The denoised plane. */
    Slice denoise(Slice noisy);

    /**
     * The same, telling what a reader of the result should know of this plane, e.g. that an artefact was found and undone.
     *
     * @param remarks takes one line each; often none
     */
    default Slice denoise(Slice noisy, Consumer<String> remarks) {
        return denoise(noisy);
    }

    /** The name the command line and reports use, e.g. {@code median}. */
    default String name() {
        return getClass().getSimpleName();
    }

    /** Everything that fixes the result, for provenance: {@code median(radius=1)}. */
    default String describe() {
        return name();
    }

    /** The unit the denoiser was made for; empty when any will do. */
    default Optional<Unit> unit() {
        return Optional.empty();
    }

    /** The intensity range the denoiser was made for; empty when any will do. */
    default Optional<IntensityRange> range() {
        return Optional.empty();
    }

    /** Pixels of context that an output pixel depends on, in each direction; a tiling needs at least this overlap. */
    default int halo() {
        return 0;
    }
}
