package dev.limpid.phantom;

import java.util.Arrays;
import java.util.List;

/** Signed distance to a union of solids, sampled on one plane; {@link #FAR} where no solid is near. */
final class Field {
    static final float FAR = 1000;

    final Grid grid;
    final float[] mm;

    Field(Grid grid) {
        this.grid = grid;
        this.mm = new float[grid.size()];
        Arrays.fill(mm, FAR);
    }

    Field clear() {
        Arrays.fill(mm, FAR);
        return this;
    }

    /** Joins solids; distances up to {@code margin} mm outside them are kept. */
    Field join(List<? extends Solid> solids, double z, double margin) {
        for (Solid solid : solids) {
            join(solid, z, margin, 0);
        }
        return this;
    }

    /** Joins one solid; where two come nearer than {@code blend} mm, the notch between them is filled smoothly. */
    Field join(Solid solid, double z, double margin, double blend) {
        Solid.Extent extent = solid.extent(z, margin);
        if (extent.isEmpty()) {
            return this;
        }
        Grid.Window w = grid.window(extent);
        for (int row = w.top(); row <= w.bottom(); row++) {
            for (int column = w.left(); column <= w.right(); column++) {
                int i = row * grid.columns + column;
                float d = (float) solid.distance(grid.x(row, column), grid.y(row, column), z);
                mm[i] = blend == 0 ? Math.min(mm[i], d) : smooth(mm[i], d, (float) blend);
            }
        }
        return this;
    }

    /** Joins a contour, by its table instead of pixel by pixel. */
    Field join(Contour contour, double z) {
        float[] section = contour.section(z);
        for (int i = 0; i < mm.length; i++) {
            float position = grid.angle(i);
            int at = Math.min(Contour.STEPS - 1, (int) position);
            float t = position - at;
            float r = section[at] + t * (section[at + 1] - section[at]);
            double slope = (section[at + 1] - section[at]) * Contour.STEPS / StrictMath.PI;
            float d = (float) ((grid.radius(i) - r) / Math.sqrt(1 + slope * slope / Math.max(1, r * r)));
            mm[i] = Math.min(mm[i], d);
        }
        return this;
    }

    /** Joins another field. */
    Field join(Field other) {
        for (int i = 0; i < mm.length; i++) {
            mm[i] = Math.min(mm[i], other.mm[i]);
        }
        return this;
    }

    /** Keeps only what is also inside the other. */
    Field intersect(Field other) {
        for (int i = 0; i < mm.length; i++) {
            mm[i] = Math.max(mm[i], other.mm[i]);
        }
        return this;
    }

    /** Takes away what lies inside the other or nearer to it than {@code gap} mm. */
    Field subtract(Field other, float gap) {
        for (int i = 0; i < mm.length; i++) {
            mm[i] = Math.max(mm[i], gap - other.mm[i]);
        }
        return this;
    }

    /** A minimum without a crease, after the polynomial form common in distance-field modelling. */
    static float smooth(float a, float b, float blend) {
        float h = Math.max(blend - Math.abs(a - b), 0) / blend;
        return Math.min(a, b) - h * h * blend / 4;
    }
}
