/**
 * Lesions: finding them, and the ground for denoisers that learn from what is found (LIDnet, arXiv 2104.08845).
 *
 * <p>{@link dev.limpid.lesion.LesionDetector} speaks of slices and boxes. Annotations are read in {@code annotation}, nodules put
 * into CT in {@code nodule}, and detectors and denoisers trained in {@code training}.
 */
@NullMarked
package dev.limpid.lesion;

import org.jspecify.annotations.NullMarked;
