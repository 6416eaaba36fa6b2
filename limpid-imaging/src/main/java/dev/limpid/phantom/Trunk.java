package dev.limpid.phantom;

import java.util.Random;

/** The outlines of the trunk from outside to inside: skin, the muscles' surface, the rib cage, the pleural cavity. */
final class Trunk {
    /** Thickness of the cage, in which the ribs run, in mm. */
    static final double CAGE = 10;

    final Contour skin;
    final Contour muscle;
    final Contour cage;
    final Contour cavity;
    private final Noise noise;

    Trunk(Random random) {
        double fat = 0.75 + 0.6 * random.nextDouble();
        double width = 0.97 + 0.05 * random.nextDouble();
        noise = new Noise(random.nextInt());
        cavity = new Contour(new double[] {114, 108, 98, 82, 60, 20, -40, -100, -160}, new double[][] {
            {1, 1, 1, 1, 1, 1, 1, 1, 1},
            {24, 26, 28, 24, 18, 14, 10, 8, 6},
            {46, 49, 54, 50, 42, 32, 25, 20, 18},
            {54, 62, 76, 75, 68, 58, 47, 38, 36},
            {60, 70, 93, 97, 93, 86, 75, 64, 58},
            scaled(width, 62, 74, 102, 112, 112, 105, 90, 75, 67),
            scaled(width, 63, 76, 106, 120, 122, 116, 101, 84, 74),
            scaled(width, 63, 77, 108, 123, 125, 118, 103, 87, 78),
            scaled(width, 63, 76, 106, 121, 123, 116, 101, 88, 82)
        });
        cage = cavity.grown(CAGE);
        muscle = new Contour(new double[] {150, 125, 100, 80, 60, 20, -40, -100, -160}, new double[][] {
            {64, 60, 56, 52, 50, 48, 50, 50, 48},
            {86, 92, 104, 116, 118, 104, 78, 58, 52},
            {98, 112, 142, 172, 176, 150, 106, 74, 60},
            {102, 114, 138, 162, 168, 148, 110, 80, 68},
            {103, 113, 135, 155, 160, 145, 112, 86, 73},
            scaled(width, 103, 112, 131, 150, 152, 142, 120, 98, 82),
            scaled(width, 101, 108, 122, 139, 143, 134, 118, 101, 87),
            scaled(width, 99, 106, 121, 138, 141, 133, 117, 101, 90),
            scaled(width, 98, 104, 119, 136, 139, 131, 115, 102, 95)
        });
        skin = muscle.grown(8 * fat, 9 * fat, 11 * fat, 13 * fat, 14 * fat, 14 * fat, 13 * fat, 11 * fat, 10 * fat);
    }

    private static double[] scaled(double by, double... radii) {
        for (int i = 0; i < radii.length; i++) {
            // The width varies from patient to patient; the spine and the sternum stay where they are.
            double side = StrictMath.sin(StrictMath.PI * i / (radii.length - 1));
            radii[i] *= 1 + (by - 1) * side * side;
        }
        return radii;
    }

    /** Skin, fat and muscle, out to in. */
    void paint(Plane plane) {
        Field outside = new Field(plane.grid).join(skin, plane.z);
        plane.paint(outside, 0, Tissue.of(20));
        plane.paint(outside, 1.6, this::fat);
        Field inside = new Field(plane.grid).join(muscle, plane.z);
        Field ribs = new Field(plane.grid).join(cage, plane.z);
        for (int row = 0, i = 0; row < plane.grid.rows; row++) {
            for (int column = 0; column < plane.grid.columns; column++, i++) {
                double depth = -inside.mm[i];
                if (depth > -2) {
                    double x = plane.grid.x(row, column);
                    double y = plane.grid.y(row, column);
                    double under = ribs.mm[i];
                    double muscleHere = Plane.step(depth + 1.2 * noise.at(x, y, plane.z, 14))
                            * (1 - sheets(depth, under, x, y, plane.z));
                    plane.lay(i, muscleHere, flesh(x, y, plane.z));
                }
            }
        }
    }

    /** How much fat lies here between the layers of muscle, 0 to 1. */
    private double sheets(double depth, double under, double x, double y, double z) {
        double gap = depth + Math.max(0, under);
        if (under < -2 || gap < 4) {
            return 0;
        }
        double share = Math.max(0, depth) / gap;
        double thick = 1.0 + 1.5 * noise.at(x, y, z * 0.5, 26);
        double wander = 0.14 * noise.at(x, y, z * 0.4, 38);
        double three = Plane.step((gap - 21) / 4);
        double two = Plane.step((gap - 9) / 3) * (1 - three);
        double sheet = two * between(share + wander - 0.5, gap, thick);
        sheet = Math.max(sheet, three * between(share + wander - 0.36, gap, thick));
        sheet = Math.max(sheet, three * between(share + wander - 0.7, gap, thick));
        // The long muscles beside the spine are one bulk.
        sheet *= 1 - Plane.step((46 - Math.abs(x)) / 6) * Plane.step(y / 10) * 0.85;
        // Against the ribs lies a last thin sheet.
        sheet = Math.max(sheet, 0.6 * Plane.step(0.5 + 0.8 * noise.at(x, y, z * 0.5, 18) - Math.abs(under - 0.8)));
        return Math.max(sheet, armpit(share, x, y, z));
    }

    private static double between(double off, double gap, double thick) {
        return Plane.step(thick - Math.abs(off) * gap);
    }

    /** The fat of the armpit, with the vessels and nodes that run through it. */
    private double armpit(double share, double x, double y, double z) {
        double height = Plane.step((z + 2) / 14);
        if (height == 0) {
            return 0;
        }
        double angle = Math.toDegrees(StrictMath.atan2(Math.abs(x), y));
        double off = (angle - 106) / 15;
        double in = (share - 0.5) / 0.36;
        double fat = Plane.step(3.4 * (1 - off * off - in * in) + 3 * noise.at(x, y, z * 0.5, 22));
        double through = Plane.step(4 * (noise.at(x, y, z * 0.35, 11) - 0.45));
        return height * fat * (1 - through);
    }

    /** Fat with its fine septa. */
    double fat(double x, double y, double z) {
        double strand = Math.abs(noise.at(x, y, z * 0.7, 9));
        double septum = strand < 0.035 ? 28 * (1 - strand / 0.035) : 0;
        return -106 + 5 * noise.at(x, y, z, 4) + septum;
    }

    /** Muscle with its grain. */
    double flesh(double x, double y, double z) {
        return 55 + 6 * noise.at(x, y, z * 0.3, 3.2) + 4 * noise.at(x, y, z * 0.5, 9);
    }
}
