/**
 * Low-dose computed tomography from full-dose images: the noise of fewer photons, made in the projections of a fan-beam scanner
 * and reconstructed by filtered back-projection, is added to the image.
 *
 * <p>{@link dev.limpid.lowdose.FanBeam} is the scanner, {@link dev.limpid.lowdose.LineIntegrals} what the body takes from each
 * ray, {@link dev.limpid.lowdose.QuantumNoise} the variance that fewer photons add,
 * {@link dev.limpid.lowdose.ReconstructionKernel} and {@link dev.limpid.lowdose.BackProjection} the way back to an image, and
 * {@link dev.limpid.lowdose.LowDose} the whole; {@link dev.limpid.lowdose.OwnNoise} draws anew the noise that an image has.
 */
@NullMarked
package dev.limpid.lowdose;

import org.jspecify.annotations.NullMarked;
