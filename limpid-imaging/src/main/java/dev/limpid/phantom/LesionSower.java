package dev.limpid.phantom;

import dev.limpid.phantom.Chest.Lesion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Puts nodules into the lungs and lesions into the liver, each centred on a slice and clear of its surroundings. */
final class LesionSower {
    private static final double[] SOLID_MM = {6, 4, 8, 3, 12, 5, 10};
    private static final double[] GROUND_GLASS_MM = {10, 7, 12, 8};
    private static final double[] LIVER_MM = {12, 9, 14};
    private static final int TRIES = 4000;

    private final Random random;
    private final Chest chest;
    private final double[] heights;
    private final List<Lesion> sown = new ArrayList<>();

    LesionSower(Random random, Chest chest, double[] heights) {
        this.random = random;
        this.chest = chest;
        this.heights = heights;
    }

    List<Lesion> sow() {
        // The liver first: it is in few slices.
        for (double diameter : LIVER_MM) {
            place(heights.length - 1, 1, diameter, Nodule.Kind.LIVER, 108 - 18 - 6 * random.nextInt(4));
        }
        int at = 0;
        for (double diameter : SOLID_MM) {
            place(at++ % heights.length, heights.length, diameter, Nodule.Kind.SOLID, 20 + 10 * random.nextInt(5));
        }
        for (double diameter : GROUND_GLASS_MM) {
            place(
                    at++ % heights.length,
                    heights.length,
                    diameter,
                    Nodule.Kind.GROUND_GLASS,
                    -640 + 20 * random.nextInt(8));
        }
        return sown;
    }

    /** Tries a slice and then those after it, as not every slice shows enough of the organ. */
    private void place(int slice, int slices, double diameter, Nodule.Kind kind, double hu) {
        for (int step = 0; step < slices; step++) {
            double z = heights[(slice + step) % heights.length];
            for (int trial = 0; trial < TRIES / slices; trial++) {
                Vec p = new Vec(-115 + 230 * random.nextDouble(), -80 + 165 * random.nextDouble(), z);
                if (fits(p, diameter / 2, kind)) {
                    sown.add(new Lesion(Ellipsoid.sphere(p, diameter / 2), hu, kind));
                    return;
                }
            }
        }
    }

    private boolean fits(Vec p, double radius, Nodule.Kind kind) {
        for (Lesion other : sown) {
            double apart = other.body().centre().minus(p).length();
            if (apart < other.body().along() + radius + 12) {
                return false;
            }
        }
        if (kind == Nodule.Kind.LIVER) {
            return chest.abdomen.distance(p.x(), p.y(), p.z()) < -radius - 8
                    && chest.abdomen.liver(p.x(), p.y(), p.z()) < -radius - 8
                    && chest.trunk.cavity.distance(p.x(), p.y(), p.z()) < -radius - 8
                    && chest.mediastinum.envelope(p) > radius + 6
                    && chest.abdomen.clearance(p) > radius + 3;
        }
        return chest.lungs.distance(p) < -radius - 4 && chest.lungs.clearance(p, 0.75) > radius + 1.2;
    }
}
