/**
 * Image quality of computed tomography as a physicist measures it: where a slice is even, how strong its noise is there, and
 * how that noise is spread over spatial frequencies.
 */
@NullMarked
package dev.limpid.physics;

import org.jspecify.annotations.NullMarked;
