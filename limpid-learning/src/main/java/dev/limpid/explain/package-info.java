/** What a network looks at: maps of its reverse pass, and losses on such maps. */
@NullMarked
package dev.limpid.explain;

import org.jspecify.annotations.NullMarked;
