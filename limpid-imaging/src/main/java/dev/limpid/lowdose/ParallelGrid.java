package dev.limpid.lowdose;

import dev.limpid.degrade.UnfitImageException;

/**
 * The cells of a parallel sinogram: angles theta_k = k pi / views, distances t_j = (j - (bins - 1) / 2) width from the isocentre
 * along (cos theta, sin theta), x to the right and y down, both 0 in the middle of the image.
 *
 * @param views over half a turn
 * @param bins of a view
 * @param widthMm of a bin
 */
record ParallelGrid(int views, int bins, double widthMm) {
    private static final int MOST_BINS = 30_000;

    ParallelGrid {
        if (views < 1 || bins < 2 || !(widthMm > 0)) {
            throw new IllegalArgumentException(
                    "a sinogram cannot have " + views + " views of " + bins + " bins of " + widthMm + " mm");
        }
    }

    /** Just large enough for an image of this half diagonal. */
    static ParallelGrid covering(double radiusMm, int views, double widthMm) {
        double half = Math.ceil(radiusMm / widthMm);
        if (half > MOST_BINS / 2.0) {
            throw new UnfitImageException("low-dose needs " + (long) (2 * half) + " rays a view for pixels as fine as "
                    + 2 * widthMm + " mm in an image as large as " + (float) (2 * radiusMm)
                    + " mm; at most " + MOST_BINS + " are possible: is its Pixel Spacing right?");
        }
        return new ParallelGrid(views, 2 * (int) half + 3, widthMm);
    }

    double angle(int view) {
        return Math.PI * view / views;
    }

    double distance(int bin) {
        return (bin - (bins - 1) / 2.0) * widthMm;
    }

    /** The bin at a distance, not rounded. */
    double bin(double distanceMm) {
        return distanceMm / widthMm + (bins - 1) / 2.0;
    }

    int size() {
        return views * bins;
    }
}
