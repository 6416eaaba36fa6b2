package dev.limpid.phantom;

/**
 * Where the pixels of an axial plane lie in the patient: square pixels, the patient turned and shifted a little on the
 * table. Angle and distance from the body's axis are worked out once, as every plane needs them.
 */
final class Grid {
    final int rows;
    final int columns;
    /** Pixel spacing in mm. */
    final double step;

    private final double cosine;
    private final double sine;
    private final double shiftX;
    private final double shiftY;
    private final float[] angle;
    private final float[] radius;

    /**
     * @param step pixel spacing in mm
     * @param turn how far the patient is turned, in radians
     * @param shiftX where the middle of the image lies from the body's axis, in mm; likewise {@code shiftY}
     */
    Grid(int rows, int columns, double step, double turn, double shiftX, double shiftY) {
        this.rows = rows;
        this.columns = columns;
        this.step = step;
        this.cosine = StrictMath.cos(turn);
        this.sine = StrictMath.sin(turn);
        this.shiftX = shiftX;
        this.shiftY = shiftY;
        this.angle = new float[rows * columns];
        this.radius = new float[rows * columns];
        for (int row = 0, i = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++, i++) {
                double x = x(row, column);
                double y = y(row, column);
                angle[i] = (float) (StrictMath.atan2(Math.abs(x), y) / StrictMath.PI * Contour.STEPS);
                radius[i] = (float) Math.sqrt(x * x + y * y);
            }
        }
    }

    int size() {
        return rows * columns;
    }

    /** Position across the scanner, in mm from the middle of the image; does not turn with the patient. */
    double across(double column) {
        return (column - (columns - 1) / 2.0) * step + shiftX;
    }

    /** Position down the scanner, in mm. */
    double down(double row) {
        return (row - (rows - 1) / 2.0) * step + shiftY;
    }

    double x(double row, double column) {
        return across(column) * cosine + down(row) * sine;
    }

    double y(double row, double column) {
        return down(row) * cosine - across(column) * sine;
    }

    /** The column, not rounded, where a point of the patient is seen. */
    double column(double x, double y) {
        return (x * cosine - y * sine - shiftX) / step + (columns - 1) / 2.0;
    }

    double row(double x, double y) {
        return (x * sine + y * cosine - shiftY) / step + (rows - 1) / 2.0;
    }

    /** Angle from the back, in {@link Contour#STEPS} for half a turn. */
    float angle(int index) {
        return angle[index];
    }

    /** Distance from the body's axis in mm. */
    float radius(int index) {
        return radius[index];
    }

    /** The pixels that cover an extent, clipped to the image. */
    Window window(Solid.Extent e) {
        double[] c = {
            column(e.left(), e.front()),
            column(e.left(), e.back()),
            column(e.right(), e.front()),
            column(e.right(), e.back())
        };
        double[] r = {
            row(e.left(), e.front()), row(e.left(), e.back()), row(e.right(), e.front()), row(e.right(), e.back())
        };
        return new Window(
                (int) Math.max(0, Math.floor(min(r))),
                (int) Math.min(rows - 1.0, Math.ceil(max(r))),
                (int) Math.max(0, Math.floor(min(c))),
                (int) Math.min(columns - 1.0, Math.ceil(max(c))));
    }

    private static double min(double[] v) {
        return Math.min(Math.min(v[0], v[1]), Math.min(v[2], v[3]));
    }

    private static double max(double[] v) {
        return Math.max(Math.max(v[0], v[1]), Math.max(v[2], v[3]));
    }

    /** A block of pixels, bounds inclusive; empty when the last is before the first. */
    record Window(int top, int bottom, int left, int right) {
        boolean isEmpty() {
            return bottom < top || right < left;
        }
    }
}
