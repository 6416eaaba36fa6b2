package dev.limpid.dicom.codec;

import java.util.List;

/**
 * The irreversible 9/7 wavelet of JPEG 2000, T.800 F.3 and table F.4: puts the bands of a tile together to its samples,
 * in floats.
 */
final class Wavelet97 {
    private static final float ALPHA = (float) -1.586134342059924;
    private static final float BETA = (float) -0.052980118572961;
    private static final float GAMMA = (float) 0.882911075530934;
    private static final float DELTA = (float) 0.443506852043971;
    private static final float LOW_GAIN = (float) 1.230174104914001;
    /**
     * The standard has 1 / {@link #LOW_GAIN} = 0.812893; the decoder that nearly all others are built on (OpenJPEG) has
     * this, 3e-5 less. That is far within the standard's tolerance and makes results equal to theirs bit by bit.
     */
    private static final float HIGH_GAIN = (float) (1.625732422 / 2);

    private final float[] bands;
    private final float[] merged;
    private final int stride;

    private Wavelet97(float[] bands, int stride) {
        this.bands = bands;
        this.merged = new float[bands.length];
        this.stride = stride;
    }

    /** Replaces bands by samples, as {@link Wavelet53#inverse} does. */
    static void inverse(float[] bands, List<J2kArea> resolutions) {
        J2kArea full = resolutions.get(resolutions.size() - 1);
        Wavelet97 wavelet = new Wavelet97(bands, full.width());
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
            boolean low = row < coarse.height();
            int target = low ? 2 * row + oddY : 2 * (row - coarse.height()) + 1 - oddY;
            mergeRow(row * stride, target * stride, coarse.width(), width, oddX);
            if (height > 1) {
                scaleRow(target * stride, width, low ? LOW_GAIN : HIGH_GAIN);
            } else if (oddY == 1) {
                scaleRow(0, width, 0.5f);
            }
        }
        if (height > 1) {
            liftRows(width, height, oddY, DELTA);
            liftRows(width, height, 1 - oddY, GAMMA);
            liftRows(width, height, oddY, BETA);
            liftRows(width, height, 1 - oddY, ALPHA);
        }
        for (int row = 0; row < height; row++) {
            System.arraycopy(merged, row * stride, bands, row * stride, width);
        }
    }

    private void mergeRow(int from, int to, int lows, int width, int odd) {
        if (width == 1) {
            merged[to] = odd == 1 ? bands[from] / 2 : bands[from];
            return;
        }
        for (int i = 0; i < lows; i++) {
            merged[to + 2 * i + odd] = bands[from + i] * LOW_GAIN;
        }
        for (int i = lows; i < width; i++) {
            merged[to + 2 * (i - lows) + 1 - odd] = bands[from + i] * HIGH_GAIN;
        }
        liftColumns(to, width, odd, DELTA);
        liftColumns(to, width, 1 - odd, GAMMA);
        liftColumns(to, width, odd, BETA);
        liftColumns(to, width, 1 - odd, ALPHA);
    }

    private void scaleRow(int at, int width, float gain) {
        for (int x = 0; x < width; x++) {
            merged[at + x] *= gain;
        }
    }

    private void liftColumns(int at, int width, int first, float weight) {
        for (int p = first; p < width; p += 2) {
            float left = merged[at + (p > 0 ? p - 1 : 1)];
            float right = merged[at + (p + 1 < width ? p + 1 : p - 1)];
            merged[at + p] -= weight * (left + right);
        }
    }

    private void liftRows(int width, int height, int first, float weight) {
        for (int row = first; row < height; row += 2) {
            int at = row * stride;
            int above = row > 0 ? at - stride : stride;
            int below = row + 1 < height ? at + stride : at - stride;
            for (int x = 0; x < width; x++) {
                merged[at + x] -= weight * (merged[above + x] + merged[below + x]);
            }
        }
    }
}
