/**
 * Adversarial training: critics that learn to tell a denoiser's results from clean images, and what the denoiser's loss gains by
 * them.
 */
@NullMarked
package dev.limpid.training.adversarial;

import org.jspecify.annotations.NullMarked;
