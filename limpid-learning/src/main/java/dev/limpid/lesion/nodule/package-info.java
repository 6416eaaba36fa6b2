/** Lung nodules of known place, size and density, put into CT slices for detectors to learn and to be measured on. */
@NullMarked
package dev.limpid.lesion.nodule;

import org.jspecify.annotations.NullMarked;
