package dev.limpid.lowdose;

/**
 * A bow-tie filter: it takes from rays that pass the body's edge what the body takes from those through its middle.
 *
 * <p>Modelled as a part of the water that a cylinder of water round the isocentre is short of at each fan angle, so that
 * photons behind the filter are exp(-strength mu_water (2 r - 2 sqrt(r^2 - t^2))) of those before it. Makers do not publish their
 * filters' shapes; this is a model of what all of them do.
 *
 * @param radiusMm r of the cylinder; beyond it the filter stays as thick
 * @param strength 0 for no filter, 1 for one that makes the beam behind the cylinder even
 */
record Bowtie(double radiusMm, double strength) {
    /** Takes all but 6 % of the beam at 150 mm from the isocentre. */
    static final Bowtie BODY = new Bowtie(150, 0.5);

    /** The part of the photons that pass, in 0..1, for rays at a distance from the isocentre. */
    double passes(double distanceMm) {
        double t = Math.min(Math.abs(distanceMm), radiusMm);
        double missing = 2 * radiusMm - 2 * Math.sqrt(radiusMm * radiusMm - t * t);
        return StrictMath.exp(-strength * AttenuationMap.WATER * missing);
    }
}
