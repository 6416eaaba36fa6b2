/**
 * The image plane that everything in Limpid works on, and the contracts of those who read, change and measure it.
 *
 * <p>{@link dev.limpid.image.Slice} is the one type that flows; {@link dev.limpid.image.Denoiser},
 * {@link dev.limpid.degrade.Degradation} and {@link dev.limpid.metric.Metric} are the three things that can be done
 * with one; {@link dev.limpid.image.StoredImage} is where one comes from and goes to.
 */
@NullMarked
package dev.limpid.image;

import org.jspecify.annotations.NullMarked;
