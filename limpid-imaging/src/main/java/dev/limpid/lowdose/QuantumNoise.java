package dev.limpid.lowdose;

/**
 * The variance that a lower dose adds to a line integral -log(I / I0).
 *
 * <p>N photons at full dose and electronic noise of e photons give, to first order, 1 / N + e^2 / N^2; at the dose d there are
 * d N. What has to be added to the full-dose value is the difference,
 *
 * <p>(1 / d - 1) / N + e^2 (1 / d^2 - 1) / N^2
 *
 * <p>(Yu et al., J Comput Assist Tomogr 36(4), 2012, noise insertion with electronic noise; Zabic et al., Med Phys 40, 031102,
 * 2013). Of fewer than one photon the logarithm is no longer what the formula says; the variance is at most {@value #MOST}, as
 * scanners limit it too.
 *
 * @param dose of the result as a part of the full one, above 0 and at most 1
 * @param electronic noise's standard deviation in photons, 0 or more
 */
record QuantumNoise(double dose, double electronic) {
    private static final double MOST = 1;

    /** Of which the square is still a number above 0. */
    private static final double FEWEST = 1e-100;

    QuantumNoise {
        if (!(dose > 0 && dose <= 1) || !(electronic >= 0 && Double.isFinite(electronic))) {
            throw new IllegalArgumentException(
                    "the dose must be above 0, at most 1, and electronic noise not negative: " + dose + ", "
                            + electronic);
        }
    }

    /** Of a ray that has {@code photons} at full dose. */
    double added(double photons) {
        if (photons < FEWEST) {
            return dose < 1 ? MOST : 0;
        }
        double quantum = (1 / dose - 1) / photons;
        double readout = electronic * electronic * (1 / (dose * dose) - 1) / (photons * photons);
        return Math.min(MOST, quantum + readout);
    }

    /** What the full dose itself had. */
    double full(double photons) {
        return photons < FEWEST ? MOST : Math.min(MOST, 1 / photons + electronic * electronic / (photons * photons));
    }
}
