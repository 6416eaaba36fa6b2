/**
 * BM3D: denoising by sparse filtering of groups of similar blocks ({@link dev.limpid.filter.bm3d.Bm3d}).
 *
 * <p>Two passes over the image, each the same four steps: find the blocks that look like a reference block
 * ({@code BlockMatching}), take the coefficients of each in a two-dimensional transform ({@code BlockSpectra}), transform
 * along the group and shrink ({@code Shrinkage}), and average all estimates of a pixel ({@code Aggregation}). The first
 * pass shrinks by a hard threshold, the second by a Wiener filter whose signal is the first one's result.
 *
 * <p>The rules of {@link dev.limpid.filter} on padding and threads hold. That on tiling does not, since the grid of
 * reference blocks begins at the image's corner: the halo is the whole slice.
 */
@NullMarked
package dev.limpid.filter.bm3d;

import org.jspecify.annotations.NullMarked;
