package dev.limpid.phantom;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/**
 * A tree that reaches given points of an organ: at each fork the points are parted in two by a plane, and each branch
 * heads for the middle of its part. A branch feeding n points has radius {@code leaf * n^(1/2.9)} (Murray's law, whose
 * exponent is 3 in theory), so the tree thins out like a real one.
 */
final class VesselTree {
    private static final double MURRAY = 1 / 2.9;

    private final Random random;
    private final double leaf;
    private final List<Branch> branches = new ArrayList<>();

    /** One piece between forks, as capsules, with the number of points it feeds. */
    record Branch(List<Capsule> course, int feeds) {}

    /**
     * @param leaf radius in mm of a branch that feeds one point
     * @param points what to reach; reordered
     */
    VesselTree(Random random, Vec root, Vec direction, double leaf, Vec[] points) {
        this.random = random;
        this.leaf = leaf;
        grow(root, direction.unit(), points, 0, points.length);
    }

    List<Branch> branches() {
        return branches;
    }

    double radius(int feeds) {
        return leaf * StrictMath.pow(feeds, MURRAY);
    }

    private void grow(Vec from, Vec heading, Vec[] points, int low, int high) {
        int n = high - low;
        if (n == 0) {
            return;
        }
        Vec middle = middle(points, low, high);
        // Small branches fork early, so that their twigs leave at narrow angles.
        double reach = n == 1 ? 1 : (n < 10 ? 0.24 : 0.28) + 0.2 * random.nextDouble();
        Vec end = from.towards(middle, reach);
        double span = end.minus(from).length();
        // Leave in the parent's direction, then bend towards the goal.
        Vec bend = from.plus(heading.times(0.38 * span))
                .towards(from.towards(end, 0.5), 0.45)
                .plus(jitter(0.06 * span));
        List<Capsule> course = new ArrayList<>();
        int pieces = span > 12 ? 5 : 3;
        Vec last = from;
        double r = radius(n);
        double taper = n == 1 ? 0.55 : 0.9;
        for (int i = 1; i <= pieces; i++) {
            double t = i / (double) pieces;
            Vec next = from.towards(bend, t).towards(bend.towards(end, t), t);
            double r0 = r * (1 + (taper - 1) * (t - 1.0 / pieces));
            course.add(new Capsule(last, next, r0, r * (1 + (taper - 1) * t)));
            last = next;
        }
        branches.add(new Branch(course, n));
        if (n > 1) {
            Vec onward = end.minus(bend).unit();
            int cut = part(points, low, high, end);
            grow(end, onward, points, low, cut);
            grow(end, onward, points, cut, high);
        }
    }

    /** Sorts a range along the direction in which it is widest as seen from the fork, and returns where to cut it. */
    private int part(Vec[] points, int low, int high, Vec fork) {
        Vec middle = middle(points, low, high);
        Vec ahead = middle.minus(fork).unit();
        Vec widest = new Vec(1, 0, 0);
        double most = -1;
        for (int trial = 0; trial < 6; trial++) {
            Vec axis = jitter(1);
            axis = axis.minus(ahead.times(0.8 * axis.dot(ahead))).unit();
            double spread = 0;
            for (int i = low; i < high; i++) {
                double d = points[i].minus(middle).dot(axis);
                spread += d * d;
            }
            if (spread > most) {
                most = spread;
                widest = axis;
            }
        }
        Vec along = widest;
        Arrays.sort(points, low, high, Comparator.comparingDouble(p -> p.dot(along)));
        int n = high - low;
        int cut = (int) Math.round(n * (0.3 + 0.4 * random.nextDouble()));
        return low + Math.max(1, Math.min(n - 1, cut));
    }

    private Vec jitter(double size) {
        return new Vec(
                size * (2 * random.nextDouble() - 1),
                size * (2 * random.nextDouble() - 1),
                size * (2 * random.nextDouble() - 1));
    }

    private static Vec middle(Vec[] points, int low, int high) {
        Vec sum = new Vec(0, 0, 0);
        for (int i = low; i < high; i++) {
            sum = sum.plus(points[i]);
        }
        return sum.times(1.0 / (high - low));
    }
}
