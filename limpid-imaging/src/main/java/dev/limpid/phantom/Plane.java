package dev.limpid.phantom;

import java.util.Arrays;
import java.util.List;

/** An axial plane being painted, organ over organ; each covers what was there by the part of the pixel it fills. */
final class Plane {
    static final float AIR = -1000;
    /** Width in mm over which an edge goes from one tissue to the other; about what a soft scanner kernel leaves. */
    static final double EDGE = 1.3;

    final Grid grid;
    final double z;
    final float[] hu;

    Plane(Grid grid, double z) {
        this.grid = grid;
        this.z = z;
        this.hu = new float[grid.size()];
        Arrays.fill(hu, AIR);
    }

    /** Paints what lies deeper than {@code inset} mm inside the field. */
    void paint(Field field, double inset, Tissue tissue) {
        for (int row = 0, i = 0; row < grid.rows; row++) {
            for (int column = 0; column < grid.columns; column++, i++) {
                double depth = -field.mm[i] - inset;
                if (depth > -EDGE / 2) {
                    lay(i, step(depth), tissue.hu(grid.x(row, column), grid.y(row, column), z));
                }
            }
        }
    }

    /** Covers a fraction of one pixel. */
    void lay(int index, double fraction, double value) {
        hu[index] += (float) (fraction * (value - hu[index]));
    }

    /**
     * Paints thin tubes inside {@code within}. They may be thinner than a pixel: the tube's profile is what is left of a
     * bar of its width behind the edge's blur, and a tube seen end on is narrow both ways.
     */
    void thread(List<Capsule> tubes, Field within, double value) {
        float[] cover = new float[grid.size()];
        for (Capsule tube : tubes) {
            Solid.Extent extent = tube.extent(z, EDGE / 2);
            if (extent.isEmpty()) {
                continue;
            }
            double steep = Math.abs(tube.to().minus(tube.from()).unit().z());
            Grid.Window w = grid.window(extent);
            for (int row = w.top(); row <= w.bottom(); row++) {
                for (int column = w.left(); column <= w.right(); column++) {
                    double x = grid.x(row, column);
                    double y = grid.y(row, column);
                    double t = tube.fraction(x, y, z);
                    double r = tube.fromRadius() + t * (tube.toRadius() - tube.fromRadius());
                    double d = Math.sqrt(tube.axisSquared(x, y, z, t));
                    double bar = step(d + r) - step(d - r);
                    int i = row * grid.columns + column;
                    cover[i] = (float) Math.max(cover[i], bar * (1 + steep * (bar - 1)));
                }
            }
        }
        for (int i = 0; i < cover.length; i++) {
            if (cover[i] > 0) {
                lay(i, cover[i] * step(-within.mm[i]), value);
            }
        }
    }

    /** 0 to 1 as a depth in mm goes from outside to inside. */
    static double step(double depth) {
        double t = Math.max(0, Math.min(1, 0.5 + depth / EDGE));
        return t * t * (3 - 2 * t);
    }
}
