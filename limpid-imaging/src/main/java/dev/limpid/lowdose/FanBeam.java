package dev.limpid.lowdose;

/**
 * The plane of a third-generation scanner: a source and an arc of detectors, equal angles apart, turn round the isocentre.
 *
 * <p>A ray at fan angle gamma of the view at beta is the parallel ray at angle beta + gamma and signed distance R sin gamma
 * from the isocentre (Kak and Slaney, Principles of Computerized Tomographic Imaging, 1988, equations 79 and 80).
 *
 * @param sourceToIsocentreMm R, above 0
 * @param fanAngle of all channels together, in radians, above 0 and below pi
 * @param channels of the detector
 * @param views of one turn
 */
public record FanBeam(double sourceToIsocentreMm, double fanAngle, int channels, int views) {
    /**
     * Siemens SOMATOM Definition as in the public collection LDCT-and-Projection-data: source to isocentre 595 mm, source to
     * detector 1085.6 mm, 736 channels of 1.2858 mm, 1152 views a turn.
     */
    public static final FanBeam SOMATOM_DEFINITION = new FanBeam(595, 736 * 1.2858 / 1085.6, 736, 1152);

    public FanBeam {
        if (!(sourceToIsocentreMm > 0) || !(fanAngle > 0 && fanAngle < Math.PI) || channels < 2 || views < 2) {
            throw new IllegalArgumentException("no scanner has a source at " + sourceToIsocentreMm + " mm, a fan of "
                    + fanAngle + " rad, " + channels + " channels and " + views + " views");
        }
    }

    /** Radius in mm of the circle that every view sees. */
    public double fieldRadiusMm() {
        return sourceToIsocentreMm * StrictMath.sin(fanAngle / 2);
    }

    /**
     * How many rays of a full turn fall on a cell of a parallel sinogram over half a turn: each line is measured from both of
     * its ends, and channels crowd where rays leave the isocentre.
     *
     * @param distanceMm of the cell from the isocentre
     * @param widthMm of the cell
     * @param angle of the cell
     */
    double raysPerCell(double distanceMm, double widthMm, double angle) {
        double ratio = distanceMm / sourceToIsocentreMm;
        double channelMm = sourceToIsocentreMm * Math.sqrt(1 - ratio * ratio) * fanAngle / channels;
        return 2 * widthMm / channelMm * angle * views / (2 * Math.PI);
    }
}
