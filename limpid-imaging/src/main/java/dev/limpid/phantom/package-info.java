/**
 * Made-up patients with known truth: an anatomical chest of solids in three dimensions, sampled as CT slices or as a
 * radiograph.
 *
 * <p>{@link dev.limpid.phantom.ChestPhantom} is the way in. Inside, everything is in mm, in a patient frame: x to the
 * patient's left (right in the image), y to the back (down in the image), z to the head, with the origin in the middle
 * of the chest at the level where the trachea divides. Organs are {@link dev.limpid.phantom.Solid}s with signed
 * distances, so that every edge is anti-aliased by the partial volume it takes of a pixel. Measures of the anatomy are
 * typical adult values, rounded; nothing here is taken from a patient's image.
 */
@NullMarked
package dev.limpid.phantom;

import org.jspecify.annotations.NullMarked;
