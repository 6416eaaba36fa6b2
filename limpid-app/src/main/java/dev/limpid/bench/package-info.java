/** Denoisers measured side by side on degraded images of patients they were not made on. */
@NullMarked
package dev.limpid.bench;

import org.jspecify.annotations.NullMarked;
