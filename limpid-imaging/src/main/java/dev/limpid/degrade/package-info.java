/** Noise and artefacts of known formula, to make test and training images. */
@NullMarked
package dev.limpid.degrade;

import org.jspecify.annotations.NullMarked;
