/**
 * Training of detectors, and of denoisers with them.
 *
 * <p>What a step sees is a function of the run's seed and the step, so a resumed run is the run that was interrupted. No patient is
 * left out silently: what cannot be used is named when the images are loaded.
 */
@NullMarked
package dev.limpid.lesion.training;

import org.jspecify.annotations.NullMarked;
