/**
 * Native memory: devices, precision, and the handful of tensor operations networks are written in.
 *
 * <p>Every tensor is made and freed inside one {@code PointerScope}. What outlives a scope has an owner that closes it:
 * {@link dev.limpid.tensor.Parameters}, and the optimiser's moments. Those who denoise see none of this:
 * {@link dev.limpid.model.LearnedDenoiser} speaks of slices.
 */
@NullMarked
package dev.limpid.tensor;

import org.jspecify.annotations.NullMarked;
