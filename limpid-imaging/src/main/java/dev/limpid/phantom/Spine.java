package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Thoracic vertebrae T1 to T12 with discs, arches and processes, and the canal with the cord. */
final class Spine {
    /** Distance between vertebrae in mm. */
    static final double LEVEL = 24;

    private static final double BODY_Y = 45;
    private static final double CANAL_Y = 67;

    private final List<Capsule> arches = new ArrayList<>();
    private final Noise noise;

    Spine(Random random) {
        noise = new Noise(random.nextInt());
        for (int number = 0; number <= 14; number++) {
            arch(centre(number));
        }
    }

    /** The height of the middle of a vertebra's body; T5 is at 0. */
    static double centre(int number) {
        return (5 - number) * LEVEL;
    }

    private void arch(double z) {
        List<Capsule> half = new ArrayList<>();
        half.addAll(Capsule.tube(4.2, 3.8, 0.55, List.of(new Vec(12, 55, z + 5), new Vec(13.5, 66, z + 4))));
        half.addAll(Capsule.tube(
                4.6, 2.8, 0.42, List.of(new Vec(13.5, 69, z + 2), new Vec(8, 77.5, z - 3), new Vec(0, 81, z - 5))));
        half.addAll(Capsule.tube(
                4.6, 3.2, 0.8, List.of(new Vec(14, 68, z + 5), new Vec(24, 75, z + 7), new Vec(33, 80, z + 8))));
        half.add(new Capsule(new Vec(13.5, 70.5, z + 9), new Vec(13, 72, z - 9), 4.6, 4.2));
        for (Capsule capsule : half) {
            arches.add(capsule);
            arches.add(capsule.mirrored());
        }
        arches.addAll(Capsule.tube(
                3, 3.4, 0.5, List.of(new Vec(0, 81, z - 5), new Vec(0, 90, z - 14), new Vec(0, 98, z - 22))));
    }

    /** The column of bodies as the organs in front of it see it. */
    static Solid column() {
        return Pillar.straight(-400, 400, 0, BODY_Y, 17.5, 14.5);
    }

    void paint(Plane plane) {
        double level = plane.z / LEVEL;
        // Height within the vertebra, from -0.5 (lower disc) to 0.5.
        double phase = level - Math.rint(level);
        double plate = (0.405 - Math.abs(phase)) * LEVEL;
        double waist = 2.0 * (0.4 - Math.min(0.4, Math.abs(phase))) / 0.4;
        Field body = new Field(plane.grid)
                .join(Pillar.straight(-400, 400, 0, BODY_Y, 17.5 - waist, 14.5 - waist), plane.z, 2, 0);
        Field dent = new Field(plane.grid).join(Pillar.straight(-400, 400, 0, CANAL_Y, 10.5, 9), plane.z, 3, 0);
        Field back = new Field(plane.grid).join(arches, plane.z, 2);
        plane.paint(back, 0, (x, y, z) -> 720 + 160 * noise.at(x, y, z, 5));
        plane.paint(back, 1.2, (x, y, z) -> 260 + 80 * Skeleton.trabeculae(noise, x, y, z));
        body.subtract(dent, 0);
        double bone = Plane.step(plate);
        plane.paint(body, 0, (x, y, z) -> 82 + bone * (590 + 90 * noise.at(x, y, z, 6)));
        double spongy = Plane.step(plate - 1.3);
        plane.paint(
                body,
                1.3,
                (x, y, z) -> 82
                        + bone * 420
                        + spongy * (-290 + 62 * Skeleton.trabeculae(noise, x, y, z))
                        + vein(x, y, phase));
        canal(plane, dent);
    }

    /** The basivertebral vein: a dark cleft in the back of the body at half its height. */
    private static double vein(double x, double y, double phase) {
        double cleft =
                Plane.step(2.2 - Math.abs(x)) * Plane.step(y - BODY_Y - 3) * Plane.step(2 - Math.abs(phase) * LEVEL);
        return -120 * cleft;
    }

    private void canal(Plane plane, Field dent) {
        plane.paint(dent, 0.6, (x, y, z) -> -45 + 20 * noise.at(x, y, z, 5));
        Field field = new Field(plane.grid).join(Pillar.straight(-400, 400, 0, CANAL_Y - 0.5, 8.2, 7), plane.z, 2, 0);
        plane.paint(field, 0, Tissue.of(16));
        field.clear().join(Pillar.straight(-400, 400, 0, CANAL_Y - 1, 4.6, 3.7), plane.z, 2, 0);
        plane.paint(field, 0, Tissue.of(40));
    }
}
