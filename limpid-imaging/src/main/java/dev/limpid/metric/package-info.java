/**
 * Image quality against a reference ({@link dev.limpid.metric.Metric}), noise without one
 * ({@link dev.limpid.metric.NoiseEstimate}), and whether what a denoiser removed was more than noise
 * ({@link dev.limpid.metric.EdgeCorrelation}, {@link dev.limpid.metric.StructureMap}).
 *
 * <p>All arithmetic is in double precision on the difference of the true float values: nothing is rounded to a pixel
 * type first.
 */
@NullMarked
package dev.limpid.metric;

import org.jspecify.annotations.NullMarked;
