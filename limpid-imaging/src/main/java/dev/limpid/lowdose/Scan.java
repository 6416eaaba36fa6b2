package dev.limpid.lowdose;

/**
 * How many photons each ray of a scan has left behind a body, for one that leaves the tube along the isocentre: bow-tie filter,
 * tube-current modulation by angle, and the body.
 *
 * <p>The modulated current is proportional to exp(modulation x the largest line integral of the view), with a mean of 1 over
 * views; the power 1/2 makes the noise at the isocentre least for the same dose (Gies et al., Med Phys 26(11), 1999).
 */
final class Scan {
    private final FanBeam scanner;
    private final Bowtie bowtie;
    private final LineIntegrals body;
    private final double[] current;

    /** @param modulation 0 for a constant current, 0.5 for the best, at most 1 */
    Scan(FanBeam scanner, Bowtie bowtie, LineIntegrals body, double modulation, int views) {
        this.scanner = scanner;
        this.bowtie = bowtie;
        this.body = body;
        this.current = new double[views];
        double sum = 0;
        double most = 0;
        for (int view = 0; view < views; view++) {
            current[view] = body.largest(Math.PI * view / views);
            most = Math.max(most, current[view]);
        }
        for (int view = 0; view < views; view++) {
            current[view] = StrictMath.exp(modulation * (current[view] - most));
            sum += current[view];
        }
        for (int view = 0; view < views; view++) {
            current[view] *= views / sum;
        }
    }

    /** Photons of one ray for each that starts along the isocentre, in 0..1 without modulation. */
    double left(int view, double distanceMm) {
        double seen = seen(distanceMm);
        return current[view]
                * bowtie.passes(seen)
                * StrictMath.exp(-body.at(Math.PI * view / current.length, distanceMm));
    }

    /**
     * The variance of a cell of a parallel sinogram, which is a mean over rays.
     *
     * @param ray variance of one ray's line integral
     */
    double variance(double ray, double distanceMm, ParallelGrid grid) {
        return ray / scanner.raysPerCell(seen(distanceMm), grid.widthMm(), Math.PI / grid.views());
    }

    /** Beyond the field that all views see, rays are as at its edge. */
    private double seen(double distanceMm) {
        return Math.min(Math.abs(distanceMm), scanner.fieldRadiusMm());
    }
}
