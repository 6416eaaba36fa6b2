/** Image quality as a physicist measures it: of images, and of denoisers on phantoms with discs of low contrast. */
@NullMarked
package dev.limpid.bench.measure;

import org.jspecify.annotations.NullMarked;
