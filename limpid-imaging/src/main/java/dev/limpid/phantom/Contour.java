package dev.limpid.phantom;

/**
 * A closed outline around the body's axis (x = y = 0), the same left and right, given by radii at nine angles from the
 * back (0 degrees) over the side (90) to the front (180) at several heights, with smooth curves between: the skin, the
 * rib cage, the pleural cavity.
 */
final class Contour implements Solid {
    static final int ANGLES = 9;
    /** Entries of a cross-section's radius table for 0 to 180 degrees. */
    static final int STEPS = 360;

    private final double[] heights;
    private final double[][] radii;

    /**
     * @param heights descending z in mm
     * @param radii for each height nine radii in mm, at 0, 22.5 ... 180 degrees from the back
     */
    Contour(double[] heights, double[][] radii) {
        this.heights = heights;
        this.radii = radii;
    }

    /** Another contour whose radii are this one's plus something for each of the nine angles. */
    Contour grown(double... by) {
        double[][] grown = new double[radii.length][ANGLES];
        for (int h = 0; h < radii.length; h++) {
            for (int a = 0; a < ANGLES; a++) {
                grown[h][a] = radii[h][a] + by[by.length == 1 ? 0 : a];
            }
        }
        return new Contour(heights, grown);
    }

    /** Radius in mm at an angle from the back in [0, pi]. */
    double radius(double angle, double z) {
        double position = Math.max(0, Math.min(ANGLES - 1, angle / StrictMath.PI * (ANGLES - 1)));
        int at = Math.min(ANGLES - 2, (int) position);
        double[] p = new double[4];
        for (int i = 0; i < 4; i++) {
            int a = at - 1 + i;
            p[i] = atHeight(a < 0 ? -a : a >= ANGLES ? 2 * (ANGLES - 1) - a : a, z);
        }
        return cubic(p[0], p[1], p[2], p[3], position - at);
    }

    /** The radii of one cross-section: {@code STEPS + 1} values from the back to the front. */
    float[] section(double z) {
        float[] section = new float[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            section[i] = (float) radius(StrictMath.PI * i / STEPS, z);
        }
        return section;
    }

    /** The point at an angle from the back, {@code outside} mm outside the contour, on the patient's left. */
    Vec point(double angle, double z, double outside) {
        double r = radius(angle, z) + outside;
        return new Vec(r * StrictMath.sin(angle), r * StrictMath.cos(angle), z);
    }

    private double atHeight(int angle, double z) {
        int last = heights.length - 1;
        if (z >= heights[0]) {
            return radii[0][angle];
        }
        if (z <= heights[last]) {
            return radii[last][angle];
        }
        int k = 0;
        while (z < heights[k + 1]) {
            k++;
        }
        double t = (heights[k] - z) / (heights[k] - heights[k + 1]);
        double b = radii[k][angle];
        double c = radii[k + 1][angle];
        // Slopes by finite differences over the uneven heights, so that the outline has no kinks along z.
        double span = heights[k] - heights[k + 1];
        double before = k > 0 ? (c - radii[k - 1][angle]) / (heights[k - 1] - heights[k + 1]) * span : c - b;
        double after = k + 2 <= last ? (radii[k + 2][angle] - b) / (heights[k] - heights[k + 2]) * span : c - b;
        double t2 = t * t;
        double t3 = t2 * t;
        return (2 * t3 - 3 * t2 + 1) * b + (t3 - 2 * t2 + t) * before + (3 * t2 - 2 * t3) * c + (t3 - t2) * after;
    }

    private static double cubic(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }

    @Override
    public double distance(double x, double y, double z) {
        double angle = StrictMath.atan2(Math.abs(x), y);
        double step = 0.01;
        double r = radius(angle, z);
        double slope =
                (radius(Math.min(StrictMath.PI, angle + step), z) - radius(Math.max(0, angle - step), z)) / step / 2;
        return (Math.sqrt(x * x + y * y) - r) / Math.sqrt(1 + slope * slope / Math.max(1, r * r));
    }

    @Override
    public Extent extent(double z, double margin) {
        double most = 0;
        for (int a = 0; a < ANGLES; a++) {
            most = Math.max(most, atHeight(a, z));
        }
        double reach = most * 1.1 + margin;
        return new Extent(-reach, reach, -reach, reach);
    }
}
