/**
 * Training: images and their splits, patches drawn by seed and step, the optimiser, checkpoints that continue the same
 * loss curve.
 *
 * <p>Every random draw is a function of the run's seed and the step, never of what was drawn before: that is why a
 * resumed run is the run that was interrupted.
 */
@NullMarked
package dev.limpid.training;

import org.jspecify.annotations.NullMarked;
