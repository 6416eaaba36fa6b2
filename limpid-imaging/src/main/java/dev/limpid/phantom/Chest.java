package dev.limpid.phantom;

import java.util.List;
import java.util.Random;

/** One made-up person's chest: all organs, and the order in which a plane is painted with them. */
final class Chest {
    /** Where within a slice's thickness it is sampled, in half thicknesses. */
    private static final double[] DEPTHS = {-2.0 / 3, 0, 2.0 / 3};

    final Trunk trunk;
    final Skeleton skeleton;
    final Spine spine;
    final Mediastinum mediastinum;
    final Abdomen abdomen;
    final Lungs lungs;

    Chest(Random random) {
        trunk = new Trunk(random);
        skeleton = new Skeleton(random, trunk);
        spine = new Spine(random);
        mediastinum = new Mediastinum(random);
        abdomen = new Abdomen(random);
        lungs = new Lungs(random, trunk, mediastinum, abdomen);
    }

    /** How far back the skin reaches, in mm: where the table is. */
    double back() {
        double most = 0;
        for (int i = 0; i < 60; i++) {
            double angle = Math.toRadians(i);
            most = Math.max(most, trunk.skin.radius(angle, -30) * StrictMath.cos(angle));
        }
        return most;
    }

    /**
     * One infinitely thin plane.
     *
     * @param fine whether with the lungs' vessels and airways
     */
    Plane plane(Grid grid, double z, List<Lesion> lesions, boolean fine) {
        Plane plane = new Plane(grid, z);
        trunk.paint(plane);
        Field cavity = new Field(grid).join(trunk.cavity, z);
        Field envelope = mediastinum.envelope(plane);
        lungs.paint(plane, cavity, envelope, fine);
        mediastinum.paint(plane, envelope, cavity, trunk);
        abdomen.paint(plane, cavity, mediastinum.heart(plane), trunk);
        mediastinum.paintTubes(plane);
        skeleton.paint(plane);
        spine.paint(plane);
        for (Lesion lesion : lesions) {
            plane.paint(new Field(grid).join(lesion.body(), z, 2, 0), 0, Tissue.of(lesion.hu()));
        }
        return plane;
    }

    /** CT numbers of a slice of finite thickness, rounded to whole HU as scanners store them. */
    float[] slice(Grid grid, double z, double thicknessMm, List<Lesion> lesions, Couch couch) {
        float[] mean = new float[grid.size()];
        for (double depth : DEPTHS) {
            Plane plane = plane(grid, z + depth * thicknessMm / 2, lesions, true);
            couch.paint(plane);
            for (int i = 0; i < mean.length; i++) {
                mean[i] += plane.hu[i] / DEPTHS.length;
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] = Math.max(-1024, Math.min(3071, Math.round(mean[i])));
        }
        return mean;
    }

    /** A nodule or lesion in the patient frame. */
    record Lesion(Ellipsoid body, double hu, Nodule.Kind kind) {}
}
