package dev.limpid.report;

import dev.limpid.image.Box;
import dev.limpid.image.Slice;

/** A box in pixels of the picture that shows its plane. */
record BoxEdges(int left, int top, int right, int bottom) {
    static BoxEdges of(Box box, Canvas picture, Slice plane) {
        double across = (double) picture.width / plane.columns();
        double down = (double) picture.height / plane.rows();
        return new BoxEdges(
                (int) Math.round(box.x0() * across),
                (int) Math.round(box.y0() * down),
                (int) Math.round(box.x1() * across),
                (int) Math.round(box.y1() * down));
    }

    /**
     * Draws a frame outside the box, so that nothing of it is covered.
     *
     * @param gap pixels between box and frame
     * @param thick pixels of the frame
     */
    void draw(Canvas picture, int gap, int thick, int colour) {
        int reach = gap + thick;
        int wide = right - left + 2 * reach;
        int high = bottom - top + 2 * reach;
        picture.fill(left - reach, top - reach, wide, thick, colour);
        picture.fill(left - reach, bottom + gap, wide, thick, colour);
        picture.fill(left - reach, top - reach, thick, high, colour);
        picture.fill(right + gap, top - reach, thick, high, colour);
    }
}
