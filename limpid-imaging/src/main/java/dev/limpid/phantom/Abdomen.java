package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The diaphragm's domes and what lies under them: liver with its veins, stomach with an air bubble, spleen. */
final class Abdomen {
    private static final double LIVER = 108;

    private final double lift;
    private final List<Capsule> veins = new ArrayList<>();
    private final Ellipsoid stomach = new Ellipsoid(new Vec(56, -16, -134), new Vec(0.35, 0.3, -0.85).unit(), 50, 41);
    private final Ellipsoid spleen = new Ellipsoid(new Vec(88, 42, -138), new Vec(-0.3, -0.35, -0.85).unit(), 52, 33);
    private final Noise noise;

    Abdomen(Random random) {
        noise = new Noise(random.nextInt());
        lift = 8 * random.nextDouble() - 4;
        Vec cava = new Vec(-27, 4, -108);
        veins.addAll(
                Capsule.tube(4.5, 2, cava, new Vec(-55, 8, -116), new Vec(-85, 22, -124), new Vec(-104, 34, -132)));
        veins.addAll(
                Capsule.tube(4, 1.6, cava, new Vec(-48, -14, -114), new Vec(-66, -38, -120), new Vec(-82, -58, -126)));
        veins.addAll(
                Capsule.tube(3.6, 1.6, cava, new Vec(-18, -24, -113), new Vec(-2, -46, -118), new Vec(8, -58, -124)));
        veins.addAll(Capsule.tube(2.4, 1.4, new Vec(-70, 14, -120), new Vec(-88, -4, -116), new Vec(-104, -16, -114)));
        veins.addAll(Capsule.tube(
                6, 3, new Vec(-20, -8, -170), new Vec(-44, -4, -150), new Vec(-70, 4, -138), new Vec(-92, 10, -130)));
    }

    /** Distance below the diaphragm in mm, negative underneath it. */
    double distance(double x, double y, double z) {
        double right = dome(x, y, -62, -12, 74, -70 + lift);
        double left = dome(x, y, 60, -10, 72, -88 + lift);
        double middle = dome(x, y, 0, -30, 62, -102 + lift);
        double height = -Field.smooth(Field.smooth((float) -right, (float) -left, 12), (float) -middle, 12);
        // The dome's flank is steep: the true distance is shorter than the height.
        double slope = Math.min(1.6, Math.max(0, (-70 + lift - height) / 45));
        return (z - height) / Math.sqrt(1 + slope * slope);
    }

    /** Height of one dome; it falls steeply towards the back, where the lung reaches down lowest. */
    private static double dome(double x, double y, double cx, double cy, double half, double top) {
        double u = (x - cx) / half;
        double v = (y - cy) / (y < cy ? 1.3 : 1.02) / half;
        double r2 = u * u + v * v;
        return top - 26 * r2 - 40 * r2 * r2;
    }

    /** Distance to the liver's surface at a point, negative inside. */
    double liver(double x, double y, double z) {
        double edge = x - (26 - 0.35 * (y + 10)) - 6 * noise.at(x, y, z, 40);
        double hollow = 26 - Math.sqrt((x + 2) * (x + 2) + (y - 44) * (y - 44));
        return Field.smooth((float) -edge, (float) -Math.max(distance(x, y, z) + 3.5, hollow), 8) * -1.0;
    }

    /** Distance from a point to the nearest vein of the liver, in mm. */
    double clearance(Vec p) {
        double least = Field.FAR;
        for (Capsule vein : veins) {
            least = Math.min(least, vein.distance(p.x(), p.y(), p.z()));
        }
        return least;
    }

    /** The whole of the space under the diaphragm within the cavity. */
    Field space(Plane plane, Field cavity) {
        Field field = new Field(plane.grid);
        for (int row = 0, i = 0; row < plane.grid.rows; row++) {
            for (int column = 0; column < plane.grid.columns; column++, i++) {
                if (cavity.mm[i] < 3) {
                    field.mm[i] = (float) distance(plane.grid.x(row, column), plane.grid.y(row, column), plane.z);
                }
            }
        }
        return field.intersect(cavity);
    }

    void paint(Plane plane, Field cavity, Field heart, Trunk trunk) {
        if (plane.z > -60) {
            return;
        }
        // The heart rests on the diaphragm and dents it.
        Field space = space(plane, cavity).subtract(heart, -4);
        plane.paint(space, 0, Tissue.of(52));
        plane.paint(space, 2.6, trunk::fat);
        Field field = new Field(plane.grid);
        plane.paint(
                field.join(spleen, plane.z, 2, 0).intersect(shell(space, 3.5f)),
                0,
                (x, y, z) -> 116 + 4 * noise.at(x, y, z, 9));
        field.clear().join(stomach, plane.z, 2, 0).intersect(shell(space, 3.5f));
        plane.paint(field, 0, Tissue.of(62));
        // Supine: air rises to the front, fluid lies behind with a level between.
        plane.paint(field, 3.2, (x, y, z) -> 22 + (-985 - 22) * Plane.step(-24 - y));
        liver(plane, space);
    }

    private void liver(Plane plane, Field space) {
        Field field = new Field(plane.grid);
        for (int row = 0, i = 0; row < plane.grid.rows; row++) {
            for (int column = 0; column < plane.grid.columns; column++, i++) {
                if (space.mm[i] < 2) {
                    field.mm[i] = (float) liver(plane.grid.x(row, column), plane.grid.y(row, column), plane.z);
                }
            }
        }
        field.intersect(shell(space, 3));
        plane.paint(field, 0, (x, y, z) -> LIVER + 3 * noise.at(x, y, z, 3) + 3 * noise.at(x, y, z, 14));
        Field inside = new Field(plane.grid).join(veins, plane.z, 2).intersect(field);
        plane.paint(inside, 0, Tissue.of(148));
    }

    private static Field shell(Field of, float inset) {
        Field shell = new Field(of.grid);
        for (int i = 0; i < shell.mm.length; i++) {
            shell.mm[i] = of.mm[i] + inset;
        }
        return shell;
    }
}
