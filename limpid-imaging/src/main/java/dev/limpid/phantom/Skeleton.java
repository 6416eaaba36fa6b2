package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Ribs and their cartilages, sternum, collar bones and shoulder blades. */
final class Skeleton {
    private static final double CORTEX = 1.1;
    private static final int RIBS = 12;

    private final List<Capsule> ribs = new ArrayList<>();
    private final List<Capsule> cartilages = new ArrayList<>();
    private final List<Capsule> blades = new ArrayList<>();
    private final List<Solid> sternum;
    private final Noise noise;

    Skeleton(Random random, Trunk trunk) {
        noise = new Noise(random.nextInt());
        for (int number = 1; number <= RIBS; number++) {
            rib(number, trunk);
        }
        collarBones(trunk);
        shoulderBlades(trunk);
        sternum = List.of(
                new Pillar(
                        22,
                        58,
                        z -> 0,
                        z -> -trunk.cavity.radius(StrictMath.PI, z) - 9,
                        z -> 18 + (z - 20) * 0.28,
                        z -> 6.5),
                new Pillar(
                        -92,
                        20,
                        z -> 0,
                        z -> -trunk.cavity.radius(StrictMath.PI, z) - 8,
                        z -> 15 + 3 * StrictMath.sin(z / 9) * 0.4 - Math.max(0, -70 - z) * 0.4,
                        z -> 5.6));
    }

    /** The height of a rib's head; vertebra T5 is at 0. */
    static double head(int number) {
        return Spine.centre(number) + 10;
    }

    private void rib(int number, Trunk trunk) {
        double end = number <= 7 ? 152 - 4.5 * number : number <= 10 ? 118 - 4 * (number - 7) : number == 11 ? 80 : 55;
        double drop = number == 1 ? 28 : number == 2 ? 46 : number > 10 ? 38 : 58 + 5 * Math.min(number - 3, 5);
        double top = head(number);
        List<Vec> bone = new ArrayList<>();
        bone.add(new Vec(19, 52, top));
        bone.add(new Vec(30, 64, top + 3));
        int pieces = 14;
        for (int i = 0; i <= pieces; i++) {
            double t = i / (double) pieces;
            double angle = Math.toRadians(29 + t * (end - 29));
            double z = top + 1 - drop * (0.35 * t + 0.65 * t * t * (3 - 2 * t));
            bone.add(trunk.cavity.point(angle, z, Trunk.CAGE - 4.6));
        }
        // First rib: a short flat arch. The others are twice as high as they are thick.
        both(ribs, Capsule.tube(3.9, 3.4, number == 1 ? 0.8 : 0.5, bone));
        if (number > 10) {
            return;
        }
        Vec start = bone.get(bone.size() - 1);
        double goal = number <= 7 ? 50 - 18.5 * (number - 1) : -86 - 6 * (number - 7);
        double toMiddle = number <= 7 ? 168 : 150 - 10 * (number - 8);
        List<Vec> gristle = new ArrayList<>();
        for (int i = 0; i <= 6; i++) {
            double t = i / 6.0;
            double angle = Math.toRadians(end + t * (Math.max(end + 8, toMiddle) - end));
            double z = start.z() + (goal - start.z()) * t * t * (3 - 2 * t) - 6 * t * (1 - t);
            gristle.add(trunk.cavity.point(angle, z, Trunk.CAGE - 4.6));
        }
        both(cartilages, Capsule.tube(3.6, 4.2, 0.62, gristle));
    }

    private void collarBones(Trunk trunk) {
        double front = -trunk.cavity.radius(StrictMath.PI, 58) - 10;
        both(
                ribs,
                Capsule.tube(
                        9,
                        5.5,
                        new Vec(21, front + 3, 60),
                        new Vec(48, front - 1, 70),
                        new Vec(90, front + 22, 84),
                        new Vec(135, front + 38, 98)));
    }

    private void shoulderBlades(Trunk trunk) {
        // Upright plates: capsules far higher than thick. The lower angle is the tip of the blade.
        for (int slab = 0; slab < 9; slab++) {
            double z = 72 - 15 * slab;
            double from = 41 + 0.9 * slab;
            double to = 80 - 0.55 * slab * slab;
            List<Vec> plate = new ArrayList<>();
            for (int i = 0; i <= 4; i++) {
                double angle = Math.toRadians(from + Math.max(3, to - from) * i / 4.0);
                plate.add(level(trunk, angle, z, 10 + 3 * StrictMath.sin(i * 1.25) * (1 - slab / 9.0)));
            }
            both(blades, Capsule.tube(2.1, slab < 4 ? 4.2 : 3.0, 0.2, plate));
        }
        both(
                blades,
                Capsule.tube(
                        2.2,
                        6,
                        0.35,
                        List.of(
                                level(trunk, Math.toRadians(46), 62, 13),
                                level(trunk, Math.toRadians(62), 74, 30),
                                level(trunk, Math.toRadians(80), 96, 42))));
        Vec socket = level(trunk, Math.toRadians(86), 80, 14);
        both(blades, List.of(new Capsule(socket, socket.plus(new Vec(8, -6, 6)), 9, 12, 0.7)));
        Vec arm = level(trunk, Math.toRadians(92), 100, 44);
        both(blades, List.of(new Capsule(arm, arm.plus(new Vec(6, 0, 4)), 22, 21, 1)));
    }

    /** A point outside the cage as wide as it is at mid height: the blades stand upright while the cage narrows. */
    private static Vec level(Trunk trunk, double angle, double z, double outside) {
        Vec wide = trunk.cage.point(angle, Math.min(z, 24), outside);
        return new Vec(wide.x(), wide.y(), z);
    }

    private static void both(List<Capsule> to, List<Capsule> left) {
        for (Capsule capsule : left) {
            to.add(capsule);
            to.add(capsule.mirrored());
        }
    }

    void paint(Plane plane) {
        Field field = new Field(plane.grid);
        // Ribs run inside flesh: where the cage is full of lung, the flesh of the space between them comes first.
        field.join(cartilages, plane.z, 2);
        plane.paint(field, 0, (x, y, z) -> 96 + 10 * noise.at(x, y, z, 5));
        plane.paint(field, 2.2, (x, y, z) -> 84 + (noise.at(x, y, z, 7) > 0.5 ? 180 : 0));
        bone(plane, field.clear().join(ribs, plane.z, 2), 850, 170, 60);
        bone(plane, field.clear().join(blades, plane.z, 2), 780, 220, 70);
        bone(plane, field.clear().join(sternum, plane.z, 2), 560, 130, 50);
    }

    private void bone(Plane plane, Field field, double cortex, double marrow, double grain) {
        plane.paint(field, 0, (x, y, z) -> cortex + 120 * noise.at(x, y, z, 6));
        plane.paint(field, CORTEX, (x, y, z) -> marrow + grain * trabeculae(noise, x, y, z));
    }

    /** The fine net of spongy bone, about -1 to 1. */
    static double trabeculae(Noise noise, double x, double y, double z) {
        return 0.7 * noise.at(x, y, z * 0.45, 1.7) + 0.5 * noise.at(x, y, z * 0.6, 4.5);
    }
}
