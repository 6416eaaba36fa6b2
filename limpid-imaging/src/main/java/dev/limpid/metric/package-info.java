/** Image quality against a reference. */
@NullMarked
package dev.limpid.metric;

import org.jspecify.annotations.NullMarked;
