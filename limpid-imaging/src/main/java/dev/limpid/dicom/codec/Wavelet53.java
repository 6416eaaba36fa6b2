package dev.limpid.dicom.codec;

import java.util.List;

/**
 * The reversible 5/3 wavelet of JPEG 2000, T.800 F.3: puts the bands of a tile together to its samples, in integers.
 */
final class Wavelet53 {
    private final int[] bands;
    private final int[] merged;
    private final int stride;

    private Wavelet53(int[] bands, int stride) {
        this.bands = bands;
        this.merged = new int[bands.length];
        this.stride = stride;
    }

    /**
     * Replaces bands by samples.
     *
     * @param bands coarse bands at the top left, horizontal detail right of them, vertical detail below
     * @param resolutions from the coarsest to the full one
     */
    static void inverse(int[] bands, List<J2kArea> resolutions) {
        J2kArea full = resolutions.get(resolutions.size() - 1);
        Wavelet53 wavelet = new Wavelet53(bands, full.width());
        for (int r = 1; r < resolutions.size(); r++) {
            wavelet.merge(resolutions.get(r - 1), resolutions.get(r));
        }
    }

    private void merge(J2kArea coarse, J2kArea fine) {
        int width = fine.width();
        int height = fine.height();
        int oddX = fine.x0() & 1;
        int oddY = fine.y0() & 1;
        for (int row = 0; row < height; row++) {
            int target = row < coarse.height() ? 2 * row + oddY : 2 * (row - coarse.height()) + 1 - oddY;
            mergeRow(row * stride, target * stride, coarse.width(), width, oddX);
        }
        liftRows(width, height, oddY);
        for (int row = 0; row < height; row++) {
            System.arraycopy(merged, row * stride, bands, row * stride, width);
        }
    }

    private void mergeRow(int from, int to, int lows, int width, int odd) {
        for (int i = 0; i < lows; i++) {
            merged[to + 2 * i + odd] = bands[from + i];
        }
        for (int i = lows; i < width; i++) {
            merged[to + 2 * (i - lows) + 1 - odd] = bands[from + i];
        }
        if (width == 1) {
            merged[to] = odd == 1 ? merged[to] / 2 : merged[to];
            return;
        }
        for (int p = odd; p < width; p += 2) {
            int left = merged[to + (p > 0 ? p - 1 : 1)];
            int right = merged[to + (p + 1 < width ? p + 1 : p - 1)];
            merged[to + p] -= (left + right + 2) >> 2;
        }
        for (int p = 1 - odd; p < width; p += 2) {
            int left = merged[to + (p > 0 ? p - 1 : 1)];
            int right = merged[to + (p + 1 < width ? p + 1 : p - 1)];
            merged[to + p] += (left + right) >> 1;
        }
    }

    private void liftRows(int width, int height, int odd) {
        if (height == 1) {
            for (int x = 0; odd == 1 && x < width; x++) {
                merged[x] /= 2;
            }
            return;
        }
        for (int row = odd; row < height; row += 2) {
            int at = row * stride;
            int above = row > 0 ? at - stride : stride;
            int below = row + 1 < height ? at + stride : at - stride;
            for (int x = 0; x < width; x++) {
                merged[at + x] -= (merged[above + x] + merged[below + x] + 2) >> 2;
            }
        }
        for (int row = 1 - odd; row < height; row += 2) {
            int at = row * stride;
            int above = row > 0 ? at - stride : stride;
            int below = row + 1 < height ? at + stride : at - stride;
            for (int x = 0; x < width; x++) {
                merged[at + x] += (merged[above + x] + merged[below + x]) >> 1;
            }
        }
    }
}
