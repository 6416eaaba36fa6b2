/** Maps of a network by reverse passes, and losses on such maps with their gradients. */
@NullMarked
package dev.limpid.network.maps;

import org.jspecify.annotations.NullMarked;
