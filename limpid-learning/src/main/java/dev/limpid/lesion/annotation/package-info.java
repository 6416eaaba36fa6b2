/**
 * Where lesions are, in the words of public collections: JSON and masks beside images, RSNA's and DeepLesion's tables, LIDC-IDRI's
 * XML.
 *
 * <p>Readers give boxes by the image's key. What cannot be meant (no area, no number, not in the image) is an error that says
 * which image of which file it is; an image about which nothing is said is not taken for a healthy one.
 */
@NullMarked
package dev.limpid.lesion.annotation;

import org.jspecify.annotations.NullMarked;
