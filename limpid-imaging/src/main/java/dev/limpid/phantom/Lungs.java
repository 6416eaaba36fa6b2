package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lung tissue, its arteries, veins and airways, and the fissures between the lobes. */
final class Lungs {
    private static final int LEAVES = 1600;
    private static final double LEAF = 0.46;
    private static final double VESSEL = 60;

    private final Trunk trunk;
    private final Mediastinum mediastinum;
    private final Abdomen abdomen;
    private final List<Capsule> vessels = new ArrayList<>();
    private final List<Capsule> airways = new ArrayList<>();
    private final Noise noise;

    Lungs(Random random, Trunk trunk, Mediastinum mediastinum, Abdomen abdomen) {
        this.trunk = trunk;
        this.mediastinum = mediastinum;
        this.abdomen = abdomen;
        this.noise = new Noise(random.nextInt());
        for (int side = -1; side <= 1; side += 2) {
            boolean left = side > 0;
            Vec outwards = new Vec(side, 0, -0.35);
            Vec artery = left ? Mediastinum.LEFT_ARTERY : Mediastinum.RIGHT_ARTERY;
            VesselTree arteries = new VesselTree(random, artery, outwards, LEAF, scatter(random, side));
            for (VesselTree.Branch branch : arteries.branches()) {
                vessels.addAll(branch.course());
            }
            airways(arteries, left ? Mediastinum.LEFT_BRONCHUS : Mediastinum.RIGHT_BRONCHUS, artery);
            Vec vein = left ? Mediastinum.LEFT_VEIN : Mediastinum.RIGHT_VEIN;
            for (VesselTree.Branch branch :
                    new VesselTree(random, vein, outwards, LEAF * 0.95, scatter(random, side)).branches()) {
                vessels.addAll(branch.course());
            }
        }
    }

    /** Airways run beside the arteries, their inner width about the artery's, until they are too thin to see. */
    private void airways(VesselTree arteries, Vec bronchus, Vec artery) {
        Vec first = artery.plus(new Vec(0, 7, -4));
        airways.addAll(
                Capsule.tube(5.2, 4.2, bronchus, bronchus.towards(first, 0.6).plus(new Vec(0, 1, -3)), first));
        for (VesselTree.Branch branch : arteries.branches()) {
            if (branch.feeds() < 24) {
                continue;
            }
            for (Capsule c : branch.course()) {
                airways.add(new Capsule(
                        c.from().plus(beside(c.fromRadius())),
                        c.to().plus(beside(c.toRadius())),
                        c.fromRadius() * 0.82,
                        c.toRadius() * 0.82));
            }
        }
    }

    private static Vec beside(double radius) {
        return new Vec(0, 1.0, -0.55).unit().times(2.05 * radius + 0.9);
    }

    /** Points spread over one lung, at least some mm from its surface. */
    private Vec[] scatter(Random random, int side) {
        List<Vec> points = new ArrayList<>();
        while (points.size() < LEAVES) {
            Vec p = new Vec(
                    side * 125 * random.nextDouble(),
                    -90 + 185 * random.nextDouble(),
                    -160 + 262 * random.nextDouble());
            if (distance(p) < -2.5 && Math.abs(fissure(p.x(), p.y(), p.z())) > 3) {
                points.add(p);
            }
        }
        return points.toArray(new Vec[0]);
    }

    List<Capsule> vessels() {
        return vessels;
    }

    /** Distance to the lung's surface, negative inside. */
    double distance(Vec p) {
        double cavity = trunk.cavity.distance(p.x(), p.y(), p.z());
        if (cavity > -1) {
            return cavity;
        }
        double above = -abdomen.distance(p.x(), p.y(), p.z());
        return above > -1 ? above : Math.max(Math.max(cavity, above), -mediastinum.envelope(p));
    }

    /** Distance from a point to the nearest vessel or airway thicker than {@code radius}, all in mm. */
    double clearance(Vec p, double radius) {
        double least = Field.FAR;
        for (List<Capsule> tubes : List.of(vessels, airways)) {
            for (Capsule tube : tubes) {
                if (tube.fromRadius() > radius && !tube.extent(p.z(), 15).isEmpty()) {
                    least = Math.min(least, tube.distance(p.x(), p.y(), p.z()));
                }
            }
        }
        return least;
    }

    /** Lung tissue: denser towards the back, where blood and weight lie when supine. */
    double tissue(double x, double y, double z) {
        double fine = 16 * noise.at(x, y, z, 1.9) + 12 * noise.at(x, y, z, 4.5);
        return -872 + 0.26 * y + fine + 14 * noise.at(x, y, z, 22);
    }

    /** Signed distance to the nearest of the fissures: oblique on both sides, horizontal on the right. */
    private double fissure(double x, double y, double z) {
        double wave = 7 * noise.at(x, y, z, 55);
        double bow = 0.0022 * (Math.abs(x) - 60) * (Math.abs(x) - 60);
        double oblique = (z + (x > 0 ? 44 : 30) - 0.92 * (y - 2) + bow) / 1.37 + wave;
        if (x > 0 || oblique < 0) {
            return oblique;
        }
        double horizontal = z + 22 + 0.0016 * (x + 70) * (x + 70) + 0.06 * (y + 30) + wave;
        return y < 0 && Math.abs(horizontal) < Math.abs(oblique) ? horizontal : oblique;
    }

    /**
     * Paints the lungs.
     *
     * @param fine whether with vessels and airways
     */
    void paint(Plane plane, Field cavity, Field envelope, boolean fine) {
        Field lungs = new Field(plane.grid).join(cavity).subtract(envelope, 0);
        if (plane.z < -60) {
            lungs.subtract(abdomen.space(plane, cavity), 0);
        }
        plane.paint(lungs, 0, this::tissue);
        for (int row = 0, i = 0; row < plane.grid.rows; row++) {
            for (int column = 0; column < plane.grid.columns; column++, i++) {
                if (lungs.mm[i] < 0) {
                    double off = Math.abs(fissure(plane.grid.x(row, column), plane.grid.y(row, column), plane.z));
                    if (off < 1) {
                        plane.lay(i, 0.42 * Plane.step(0.35 - off), -250);
                    }
                }
            }
        }
        if (fine) {
            plane.thread(vessels, lungs, VESSEL);
            airways(plane);
        }
    }

    private void airways(Plane plane) {
        Field wall = new Field(plane.grid);
        for (Capsule tube : airways) {
            double thick = 0.35 + 0.16 * tube.fromRadius();
            wall.join(
                    new Capsule(tube.from(), tube.to(), tube.fromRadius() + thick, tube.toRadius() + thick),
                    plane.z,
                    2,
                    0);
        }
        plane.paint(wall, 0, Tissue.of(-80));
        plane.paint(wall.clear().join(airways, plane.z, 2), 0, Tissue.of(-970));
    }
}
