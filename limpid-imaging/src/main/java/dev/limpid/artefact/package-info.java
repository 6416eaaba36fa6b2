/** Artefacts of known form that can be found in an image and undone without knowing how strong they are. */
@NullMarked
package dev.limpid.artefact;

import org.jspecify.annotations.NullMarked;
