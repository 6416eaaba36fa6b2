/**
 * How well lesions are found: average precision, free-response sensitivity, and what a denoiser does inside their boxes.
 *
 * <p>All of it is counted over {@link dev.limpid.metric.detection.DetectionCase}s, one an image; intervals come from drawing
 * patients, never images.
 */
@NullMarked
package dev.limpid.metric.detection;

import org.jspecify.annotations.NullMarked;
