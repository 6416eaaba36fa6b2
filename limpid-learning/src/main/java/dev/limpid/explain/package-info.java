/** What a network looks at in an image, for people: feature maps before and after denoising, and how near they are. */
@NullMarked
package dev.limpid.explain;

import org.jspecify.annotations.NullMarked;
