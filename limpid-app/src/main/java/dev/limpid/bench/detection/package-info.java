/**
 * How well lesions are found in images as they are, with noise, and denoised: rows of denoisers with detectors on one split of
 * patients, with intervals over patients and differences on the same patients.
 */
@NullMarked
package dev.limpid.bench.detection;

import org.jspecify.annotations.NullMarked;
