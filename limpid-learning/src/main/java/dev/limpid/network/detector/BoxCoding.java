package dev.limpid.network.detector;

import dev.limpid.image.Box;

/**
 * A box as what must be done to a reference box to get it: shift of the centre in units of the reference's size, and logarithm
 * of the ratio of sizes (Girshick et al., CVPR 2014, appendix C), each times a weight that brings its spread near 1.
 *
 * @param shift weight of the shifts
 * @param size weight of the sizes
 */
record BoxCoding(double shift, double size) {
    /** Of proposals from anchors. */
    static final BoxCoding OF_ANCHORS = new BoxCoding(1, 1);

    /** Of results from proposals, which are near already. */
    static final BoxCoding OF_PROPOSALS = new BoxCoding(10, 5);

    /** Numbers of a coded box. */
    static final int NUMBERS = 4;

    /** Centres move at most so many sizes of the reference, far out of any image; keeps what diverges finite. */
    private static final double MOST_SHIFT = 1000;

    /** Sizes grow or shrink at most this far at once. */
    private static final double MOST_GROWTH = Math.log(1000 / 16.0);

    /** Writes the four numbers of {@code box} seen from {@code reference}. */
    void encode(Box reference, Box box, float[] target, int offset) {
        target[offset] = (float)
                (shift * (centre(box.x0(), box.x1()) - centre(reference.x0(), reference.x1())) / reference.width());
        target[offset + 1] = (float)
                (shift * (centre(box.y0(), box.y1()) - centre(reference.y0(), reference.y1())) / reference.height());
        target[offset + 2] = (float) (size * Math.log(box.width() / reference.width()));
        target[offset + 3] = (float) (size * Math.log(box.height() / reference.height()));
    }

    /** The box of four numbers. */
    Box decode(Box reference, float[] coded, int offset) {
        double x =
                centre(reference.x0(), reference.x1()) + within(coded[offset] / shift, MOST_SHIFT) * reference.width();
        double y = centre(reference.y0(), reference.y1())
                + within(coded[offset + 1] / shift, MOST_SHIFT) * reference.height();
        double halfWidth = reference.width() * Math.exp(within(coded[offset + 2] / size, MOST_GROWTH)) / 2;
        double halfHeight = reference.height() * Math.exp(within(coded[offset + 3] / size, MOST_GROWTH)) / 2;
        return new Box(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);
    }

    /** What is no number becomes 0: what comes of it is the loss, which says so. */
    private static double within(double value, double most) {
        return Double.isNaN(value) ? 0 : Math.max(-most, Math.min(most, value));
    }

    private static double centre(double low, double high) {
        return (low + high) / 2;
    }
}
