package dev.limpid.physics;

/**
 * Finds the middle of a disc to a small part of a pixel: least squares (Gauss and Newton) against a disc whose edge is smooth over a
 * pixel. A wrong radius or a wider edge is the same on all sides and moves nothing.
 */
final class Centre {
    private static final int STEPS = 25;
    private static final double DONE_MM = 1e-5;
    private static final double REACH = 0.8;

    private Centre() {}

    /** The disc with its middle moved to where it fits best; as it was where it fits nowhere near. */
    static Disc refine(Disc start) {
        double radius = start.insert().radiusMm();
        double inside = start.statistics(0, InsertContrast.INSIDE * radius).mean();
        double outside = start.statistics(InsertContrast.RING_FROM * radius, InsertContrast.RING_TO * radius)
                .mean();
        double width = 1.5 * Math.max(start.spacing().rowMm(), start.spacing().columnMm());
        Disc disc = start;
        for (int step = 0; step < STEPS; step++) {
            double[] move = move(disc, inside, outside, width);
            Insert insert = disc.insert();
            Insert moved = new Insert(
                    insert.column() + move[0] / disc.spacing().columnMm(),
                    insert.row() + move[1] / disc.spacing().rowMm(),
                    radius);
            double away = Math.hypot(
                    (moved.column() - start.insert().column()) * disc.spacing().columnMm(),
                    (moved.row() - start.insert().row()) * disc.spacing().rowMm());
            if (away > radius / 2) {
                return start;
            }
            disc = new Disc(disc.slice(), moved, disc.spacing());
            if (Math.hypot(move[0], move[1]) < DONE_MM) {
                break;
            }
        }
        return disc;
    }

    /** The step to the right and down in mm that takes most of the squared difference away. */
    private static double[] move(Disc disc, double inside, double outside, double width) {
        double radius = disc.insert().radiusMm();
        double[] sums = new double[5];
        disc.ring((1 - REACH) * radius, (1 + REACH) * radius, index -> {
            double distance = disc.distance(index);
            double edge = 1 / (1 + Math.exp((distance - radius) / width * 4));
            double rest = disc.slice().at(index) - outside - (inside - outside) * edge;
            // The model's derivative where the middle moves towards the pixel.
            double slope = (inside - outside) * edge * (1 - edge) * 4 / width;
            double right = slope * disc.across(index) / distance;
            double down = slope * disc.down(index) / distance;
            sums[0] += right * right;
            sums[1] += right * down;
            sums[2] += down * down;
            sums[3] += right * rest;
            sums[4] += down * rest;
        });
        double determinant = sums[0] * sums[2] - sums[1] * sums[1];
        return determinant > 0
                ? new double[] {
                    (sums[3] * sums[2] - sums[4] * sums[1]) / determinant,
                    (sums[4] * sums[0] - sums[3] * sums[1]) / determinant
                }
                : new double[2];
    }
}
