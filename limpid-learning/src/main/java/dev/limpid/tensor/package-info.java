/**
 * The one place that knows native memory: devices, precision, and the handful of tensor operations networks are
 * written in.
 *
 * <p>Every tensor is made and freed inside one {@code PointerScope}; nothing here outlives a scope except
 * {@link dev.limpid.tensor.Parameters}, which is closed by its owner.
 */
@NullMarked
package dev.limpid.tensor;

import org.jspecify.annotations.NullMarked;
