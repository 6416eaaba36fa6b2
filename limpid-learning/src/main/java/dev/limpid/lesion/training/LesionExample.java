package dev.limpid.lesion.training;

import dev.limpid.image.Box;
import dev.limpid.lesion.FittedPlane;
import java.util.List;

/**
 * What a step looks at.
 *
 * @param clean the image, normalised
 * @param seen the same with noise, or as it is
 * @param boxes of its lesions
 * @param scale pixels that a detector sees for one of the image, above 0 and at most 1
 */
record LesionExample(FittedPlane clean, FittedPlane seen, List<Box> boxes, double scale) {
    private static final double LEAST_PART = 0.4;

    /** What a detector sees as it is. */
    LesionExample(FittedPlane clean, FittedPlane seen, List<Box> boxes) {
        this(clean, seen, boxes, 1);
    }

    /** How a detector sees it. */
    Sight sight() {
        return Sight.of(clean.size(), scale);
    }

    /**
     * A square of it. A lesion counts when 0.4 of its box lies inside, with that part of the box.
     *
     * @param edge of the square; the image where it is smaller
     */
    LesionExample cut(int top, int left, int edge) {
        int rows = Math.min(edge, clean.rows() - top);
        int columns = Math.min(edge, clean.columns() - left);
        List<Box> inside = boxes.stream()
                .map(box -> box.moved(-left, -top))
                .filter(box -> common(box, rows, columns) >= LEAST_PART * box.area())
                .map(box -> new Box(
                        Math.max(0, box.x0()),
                        Math.max(0, box.y0()),
                        Math.min(columns, box.x1()),
                        Math.min(rows, box.y1())))
                .toList();
        return new LesionExample(
                part(clean, top, left, rows, columns), part(seen, top, left, rows, columns), inside, scale);
    }

    private static double common(Box box, int rows, int columns) {
        double across = Math.min(columns, box.x1()) - Math.max(0, box.x0());
        double down = Math.min(rows, box.y1()) - Math.max(0, box.y0());
        return Math.max(0, across) * Math.max(0, down);
    }

    private static FittedPlane part(FittedPlane plane, int top, int left, int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(plane.pixels(), (top + row) * plane.columns() + left, values, row * columns, columns);
        }
        return new FittedPlane(rows, columns, values);
    }
}
