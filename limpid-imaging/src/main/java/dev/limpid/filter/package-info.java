/**
 * Classical denoisers: identity, mean, median, Gaussian, the combination of these three, bilateral, non-local means,
 * wavelet and Wiener.
 *
 * <p>All of them are immutable, safe for several threads, and follow four rules:
 *
 * <ul>
 *   <li><b>Border.</b> The image is continued by reflection; each class says which of the two kinds. (The
 *       Wiener filter has zeros by default, as SciPy's.)
 *   <li><b>Padding.</b> A padding pixel is returned as it came, and its value reaches no other pixel: the result at an
 *       image pixel is what the filter makes of the image pixels alone (each class says how).
 *   <li><b>Tiling.</b> A pixel depends only on pixels within {@code halo()} of it, and a tile cut with that much
 *       overlap gives the very bits of the whole image.
 *   <li><b>Threads.</b> Work is split into bands of rows by {@link java.util.concurrent.ForkJoinTask}: it runs in the
 *       caller's {@link java.util.concurrent.ForkJoinPool} when called from one, else in the common pool. The bits do
 *       not depend on the number of threads.
 * </ul>
 */
@NullMarked
package dev.limpid.filter;

import org.jspecify.annotations.NullMarked;
