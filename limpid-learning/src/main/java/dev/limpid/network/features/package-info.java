/** Networks whose inner layers say how alike two images look: what a perceptual loss compares. */
@NullMarked
package dev.limpid.network.features;

import org.jspecify.annotations.NullMarked;
