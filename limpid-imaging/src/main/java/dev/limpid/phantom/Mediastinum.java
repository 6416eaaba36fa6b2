package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Heart, great vessels, windpipe, gullet and the fat they lie in. */
final class Mediastinum {
    private static final double BLOOD = 142;
    private static final double MYOCARDIUM = 102;
    /** Air in the great airways. */
    private static final double AIRWAY = -985;

    static final Vec CARINA = new Vec(-1, 9, 0);
    static final Vec RIGHT_BRONCHUS = new Vec(-33, 15, -26);
    static final Vec LEFT_BRONCHUS = new Vec(40, 17, -28);
    static final Vec RIGHT_ARTERY = new Vec(-50, 4, -24);
    static final Vec LEFT_ARTERY = new Vec(53, 13, -16);
    static final Vec RIGHT_VEIN = new Vec(-40, 10, -46);
    static final Vec LEFT_VEIN = new Vec(43, 14, -44);

    private final List<Ellipsoid> chambers;
    private final List<Capsule> vessels = new ArrayList<>();
    private final List<Capsule> airways = new ArrayList<>();
    private final List<Capsule> gullet;
    private final List<Capsule> coronaries = new ArrayList<>();
    private final List<Ellipsoid> nodes = new ArrayList<>();
    private final List<Solid> filling;
    private final Noise noise;

    Mediastinum(Random random) {
        noise = new Noise(random.nextInt());
        double size = 0.95 + 0.1 * random.nextDouble();
        Ellipsoid left = new Ellipsoid(new Vec(36, -18, -78), new Vec(0.74, -0.50, -0.45).unit(), 44 * size, 32 * size);
        Ellipsoid right = new Ellipsoid(new Vec(5, -42, -76), new Vec(0.80, -0.22, -0.56).unit(), 42 * size, 26 * size);
        Ellipsoid rightAtrium = new Ellipsoid(new Vec(-33, -16, -64), new Vec(0.1, 0, 1).unit(), 29 * size, 23 * size);
        Ellipsoid leftAtrium = new Ellipsoid(new Vec(4, 12, -47), new Vec(1, 0.05, 0.05).unit(), 33 * size, 18 * size);
        chambers = List.of(leftAtrium, rightAtrium, right, left);
        greatVessels();
        airways.addAll(
                Capsule.tube(8.8, 8.6, new Vec(0, -2, 150), new Vec(0, 0, 95), new Vec(1, 5, 45), new Vec(0, 9, 4)));
        airways.addAll(Capsule.tube(7.6, 6.0, CARINA, new Vec(-18, 12, -13), RIGHT_BRONCHUS));
        airways.addAll(Capsule.tube(7.2, 5.4, CARINA, new Vec(20, 13, -14), LEFT_BRONCHUS));
        gullet = Capsule.tube(
                6,
                6.5,
                new Vec(3, 18, 150),
                new Vec(6, 22, 40),
                new Vec(6, 25, -20),
                new Vec(10, 29, -80),
                new Vec(20, 14, -128));
        coronaries.addAll(Capsule.tube(
                1.9, 1.2, new Vec(12, -38, -34), new Vec(34, -50, -48), new Vec(50, -58, -72), new Vec(60, -56, -98)));
        coronaries.addAll(
                Capsule.tube(1.8, 1.4, new Vec(-6, -38, -40), new Vec(-22, -46, -58), new Vec(-20, -42, -88)));
        coronaries.addAll(Capsule.tube(1.8, 1.2, new Vec(16, -26, -36), new Vec(44, -6, -46), new Vec(52, 6, -66)));
        for (int i = 0; i < 9; i++) {
            Vec near = new Vec(
                    -22 + 44 * random.nextDouble(), -8 + 24 * random.nextDouble(), 45 - 75 * random.nextDouble());
            nodes.add(
                    new Ellipsoid(near, new Vec(random.nextDouble() - 0.5, 0.4, random.nextDouble()).unit(), 4.5, 2.8));
        }
        filling = new ArrayList<>(chambers);
        filling.addAll(vessels);
        filling.addAll(airways);
        filling.addAll(gullet);
        filling.add(Spine.column());
        // The soft tissue round the heads of the ribs.
        filling.add(Pillar.straight(-400, 400, 0, 64, 26, 11));
        filling.add(new Pillar(
                -95,
                90,
                z -> 2 + Math.max(0, -z) * 0.12,
                z -> -50 - Math.max(0, -z) * 0.08,
                z -> 7 + Math.max(0, 30 - Math.abs(z - 20)) * 0.25,
                z -> 26));
    }

    private void greatVessels() {
        // Aorta: root, arch, down along the left of the spine.
        vessels.addAll(Capsule.tube(
                16,
                12,
                new Vec(4, -20, -46),
                new Vec(-12, -28, -22),
                new Vec(-15, -28, 2),
                new Vec(-7, -20, 22),
                new Vec(10, -2, 29),
                new Vec(25, 20, 18),
                new Vec(29, 34, -6),
                new Vec(28, 37, -50),
                new Vec(20, 36, -100),
                new Vec(12, 30, -170),
                new Vec(6, 28, -260)));
        // Its three branches.
        vessels.addAll(Capsule.tube(
                6.5, 5, new Vec(-4, -14, 28), new Vec(-13, -14, 56), new Vec(-22, -8, 84), new Vec(-38, -6, 110)));
        vessels.addAll(Capsule.tube(
                4.2, 3.6, new Vec(6, -6, 32), new Vec(12, -8, 62), new Vec(18, -8, 110), new Vec(20, -8, 150)));
        vessels.addAll(
                Capsule.tube(5, 4.2, new Vec(15, 6, 30), new Vec(23, 6, 62), new Vec(36, 2, 92), new Vec(60, -4, 112)));
        // Pulmonary trunk and its two arteries.
        vessels.addAll(Capsule.tube(14, 12.5, new Vec(14, -44, -48), new Vec(18, -36, -26), new Vec(20, -24, -14)));
        vessels.addAll(
                Capsule.tube(11, 8.5, new Vec(20, -24, -15), new Vec(2, -9, -17), new Vec(-24, -3, -20), RIGHT_ARTERY));
        vessels.addAll(Capsule.tube(11, 8, new Vec(20, -24, -13), new Vec(36, -6, -7), LEFT_ARTERY));
        // Veins: the two brachiocephalic, the upper and lower cava, azygos, pulmonary.
        vessels.addAll(Capsule.tube(8.5, 9.5, new Vec(-28, -20, 52), new Vec(-28, -20, 10), new Vec(-33, -16, -42)));
        vessels.addAll(Capsule.tube(6, 8.5, new Vec(-42, -22, 92), new Vec(-32, -22, 68), new Vec(-28, -20, 50)));
        vessels.addAll(Capsule.tube(
                6, 6.5, new Vec(44, -22, 92), new Vec(24, -26, 66), new Vec(0, -31, 50), new Vec(-26, -24, 42)));
        vessels.addAll(Capsule.tube(11.5, 12.5, new Vec(-31, -8, -76), new Vec(-27, 6, -110), new Vec(-24, 14, -180)));
        vessels.addAll(Capsule.tube(
                4,
                3.6,
                new Vec(-30, -8, 13),
                new Vec(-19, 18, 14),
                new Vec(-10, 31, 2),
                new Vec(-9, 32, -60),
                new Vec(-8, 32, -140)));
        vessels.addAll(Capsule.tube(8, 6, new Vec(-20, 12, -48), RIGHT_VEIN));
        vessels.addAll(Capsule.tube(8, 6, new Vec(24, 13, -47), LEFT_VEIN));
        vessels.addAll(Capsule.tube(6.5, 5, new Vec(-18, 4, -38), new Vec(-40, -10, -30), new Vec(-52, -14, -20)));
        vessels.addAll(Capsule.tube(6.5, 5, new Vec(28, 6, -38), new Vec(44, -8, -28), new Vec(54, -14, -14)));
    }

    /** Distance to the mediastinum's surface: everything in it, with the notches between filled by fat. */
    Field envelope(Plane plane) {
        Field field = new Field(plane.grid);
        for (Solid solid : filling) {
            field.join(solid, plane.z, 22, 9);
        }
        for (int i = 0; i < field.mm.length; i++) {
            field.mm[i] -= 2.2f;
        }
        return field;
    }

    /** The same at one point. */
    double envelope(Vec p) {
        float d = Field.FAR;
        for (Solid solid : filling) {
            if (!solid.extent(p.z(), 22).isEmpty()) {
                d = Field.smooth(d, (float) solid.distance(p.x(), p.y(), p.z()), 9);
            }
        }
        return d - 2.2;
    }

    /** Everything but what the abdomen has in front of it. */
    void paint(Plane plane, Field envelope, Field cavity, Trunk trunk) {
        Field fat = new Field(plane.grid).join(envelope).intersect(cavity);
        plane.paint(fat, 0, Tissue.of(15));
        plane.paint(fat, 1.0, (x, y, z) -> trunk.fat(x, y, z) + 8 + 14 * noise.at(x, y, z, 7));
        Field field = new Field(plane.grid);
        plane.paint(field.join(nodes, plane.z, 2), 0, (x, y, z) -> 48);
        plane.paint(field.clear().join(vessels, plane.z, 3), -0.9, Tissue.of(48));
        paintHeart(plane);
        plane.paint(field.clear().join(coronaries, plane.z, 2), 0, Tissue.of(BLOOD));
    }

    /** Blood, gullet and airways, which run on through the abdomen and the neck. */
    void paintTubes(Plane plane) {
        Field field = new Field(plane.grid);
        plane.paint(field.join(gullet, plane.z, 2), 0, (x, y, z) -> 42 + 6 * noise.at(x, y, z, 4));
        plane.paint(field, 4.6, (x, y, z) -> noise.at(0, 0, z, 30) > 0.1 ? -600 : 38);
        plane.paint(field.clear().join(vessels, plane.z, 3), 0.2, (x, y, z) -> BLOOD + 5 * noise.at(x, y, z, 11));
        airway(plane, field);
    }

    /** Distance to the heart's surface. */
    Field heart(Plane plane) {
        Field field = new Field(plane.grid);
        for (Ellipsoid chamber : chambers) {
            field.join(chamber, plane.z, 7, 6);
        }
        return field;
    }

    private void paintHeart(Plane plane) {
        Field field = heart(plane);
        // Pericardium: a thin line in the fat round the muscle.
        plane.paint(field, -3.4, Tissue.of(20));
        plane.paint(field, -2.3, Tissue.of(-92));
        field.clear().join(chambers, plane.z, 2);
        plane.paint(field, 0, (x, y, z) -> MYOCARDIUM + 5 * noise.at(x, y, z, 6));
        double[] wall = {2.2, 2.2, 3.4, 10.5};
        for (int i = 0; i < chambers.size(); i++) {
            Field hollow = new Field(plane.grid).join(chambers.get(i).shrunk(wall[i]), plane.z, 2, 0);
            if (i < 3) {
                // The left ventricle's wall is the septum: the other chambers end at it.
                hollow.subtract(field.clear().join(chambers.get(3), plane.z, 4, 0), 0.5f);
            }
            plane.paint(hollow, 0, (x, y, z) -> BLOOD + 6 * noise.at(x, y, z, 12));
        }
    }

    private void airway(Plane plane, Field field) {
        field.clear().join(airways, plane.z, 4);
        plane.paint(field, -1.5, Tissue.of(45));
        plane.paint(field, 0, Tissue.of(AIRWAY));
    }
}
