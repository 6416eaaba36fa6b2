/**
 * The networks that describe what a denoiser leaves undetermined: a conditional variational autoencoder (encoder, decoder and
 * critic) and a conditional invertible network on its code. After Eulig et al., Medical Physics 52(1):188-200, 2025, doi
 * 10.1002/mp.17413, and the parts that names; all in fp32 or fp64.
 */
@NullMarked
package dev.limpid.network.invariance;

import org.jspecify.annotations.NullMarked;
