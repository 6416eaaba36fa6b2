/**
 * Greyscale pictures: PNG, TIFF and JPEG, read to their stored sample values and written back with the header kept.
 *
 * <p>No colour management takes place: a sample of 37 is 37, whatever gamma or profile the file carries. Colour,
 * palettes and whatever else is not one grey channel are refused by name.
 */
@NullMarked
package dev.limpid.raster;

import org.jspecify.annotations.NullMarked;
