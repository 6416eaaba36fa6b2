/**
 * Image quality against a reference ({@link dev.limpid.metric.Metric}), noise without one
 * ({@link dev.limpid.metric.NoiseEstimate}), whether what a denoiser removed was more than noise
 * ({@link dev.limpid.metric.EdgeCorrelation}, {@link dev.limpid.metric.StructureMap}), and how far a mean over patients
 * can be trusted ({@link dev.limpid.metric.Bootstrap}).
 *
 * <p>All arithmetic is on the true float values, and in double precision where differences are squared: nothing is
 * rounded to a pixel type first. The one exception is in its name: {@link dev.limpid.metric.WrappedPsnr}.
 */
@NullMarked
package dev.limpid.metric;

import org.jspecify.annotations.NullMarked;
