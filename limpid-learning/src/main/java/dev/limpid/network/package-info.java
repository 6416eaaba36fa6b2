/** One class a network: the constructor lists the layers, {@code forward} is the figure. */
@NullMarked
package dev.limpid.network;

import org.jspecify.annotations.NullMarked;
