package dev.limpid.dicom.codec;

/** A rectangle on one of the grids of JPEG 2000; x1 and y1 are exclusive. */
record J2kArea(int x0, int y0, int x1, int y1) {
    int width() {
        return x1 - x0;
    }

    int height() {
        return y1 - y0;
    }

    boolean isEmpty() {
        return x0 >= x1 || y0 >= y1;
    }

    /** The same area on a grid coarser by 2^levels, T.800 equation B-14. */
    J2kArea reduced(int levels) {
        return subband(levels, 0, 0);
    }

    /**
     * The area of a subband, T.800 equation B-15.
     *
     * @param level decomposition level n_b
     * @param right 1 for a band of horizontal detail
     * @param below 1 for a band of vertical detail
     */
    J2kArea subband(int level, int right, int below) {
        long shiftX = level == 0 ? 0 : (long) right << (level - 1);
        long shiftY = level == 0 ? 0 : (long) below << (level - 1);
        return new J2kArea(
                ceil(x0 - shiftX, level), ceil(y0 - shiftY, level), ceil(x1 - shiftX, level), ceil(y1 - shiftY, level));
    }

    J2kArea intersect(long left, long top, long right, long bottom) {
        return new J2kArea((int) Math.max(x0, left), (int) Math.max(y0, top), (int) Math.min(x1, right), (int)
                Math.min(y1, bottom));
    }

    private static int ceil(long value, int bits) {
        return (int) ((value + (1L << bits) - 1) >> bits);
    }
}
