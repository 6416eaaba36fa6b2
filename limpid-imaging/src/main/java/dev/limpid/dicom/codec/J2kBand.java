package dev.limpid.dicom.codec;

/**
 * A subband of a tile.
 *
 * @param orientation 0 LL, 1 HL (detail across), 2 LH (detail down), 3 HH
 * @param area in the band's own samples
 * @param left where its samples begin in the plane of all bands of the tile
 * @param top likewise
 * @param planes bit planes its coefficients can have (M_b)
 * @param step quantisation step; not used with the reversible wavelet
 */
record J2kBand(int orientation, J2kArea area, int left, int top, int planes, double step) {}
