/**
 * What could change in an image without a denoiser noticing: training of the networks that describe it, samples, and their
 * analysis. The networks and their training follow Eulig et al., Medical Physics 52(1):188-200, 2025, doi 10.1002/mp.17413; the
 * ways to look at the samples are our own and say so. {@code docs/invariance.md} tells which is which.
 */
@NullMarked
package dev.limpid.invariance;

import org.jspecify.annotations.NullMarked;
