package dev.limpid.physics;

import dev.limpid.image.Slice;
import java.util.List;

/**
 * How an insert stands out from what is round it: contrast is the mean within 0.7 of its radius less the mean of the ring of 1.3 to
 * 1.8 of it, noise the standard deviation of single pixels in that ring, and the contrast-to-noise ratio (CNR) is
 * |contrast| / noise.
 *
 * @param insertHu mean of the insert
 * @param surroundingsHu mean of the ring
 * @param noiseHu standard deviation in the ring
 */
public record InsertContrast(double insertHu, double surroundingsHu, double noiseHu) {
    static final double INSIDE = 0.7;
    static final double RING_FROM = 1.3;
    static final double RING_TO = 1.8;
    private static final int FEWEST = 12;

    /**
     * In one slice; a slope of the surroundings counts as noise.
     *
     * @throws IllegalArgumentException if the insert does not lie within the slice or has too few pixels
     */
    public static InsertContrast of(Slice slice, Insert insert) {
        Disc disc = Disc.of(slice, insert);
        Disc.Statistics ring = ring(disc);
        return new InsertContrast(inside(disc).mean(), ring.mean(), ring.deviation());
    }

    /** In the mean of repeated scans, with the noise of a single one, to which a slope adds nothing. */
    public static InsertContrast of(RepeatedScans scans, Insert insert) {
        InsertContrast mean = of(scans.mean(), insert);
        List<Slice> noise = scans.noise();
        double squares = 0;
        for (Slice each : noise) {
            double deviation = ring(Disc.of(each, insert)).deviation();
            squares += deviation * deviation;
        }
        return new InsertContrast(mean.insertHu, mean.surroundingsHu, Math.sqrt(squares / noise.size()));
    }

    /** Mean of the insert less that of the surroundings, in HU. */
    public double contrastHu() {
        return insertHu - surroundingsHu;
    }

    /** Infinite where there is no noise. */
    public double cnr() {
        return Math.abs(contrastHu()) / noiseHu;
    }

    private static Disc.Statistics inside(Disc disc) {
        return enough(disc.statistics(0, INSIDE * disc.insert().radiusMm()), disc);
    }

    private static Disc.Statistics ring(Disc disc) {
        double radius = disc.insert().radiusMm();
        return enough(disc.statistics(RING_FROM * radius, RING_TO * radius), disc);
    }

    private static Disc.Statistics enough(Disc.Statistics statistics, Disc disc) {
        if (statistics.count() < FEWEST) {
            throw new IllegalArgumentException(
                    "the insert of radius " + (float) disc.insert().radiusMm() + " mm has only " + statistics.count()
                            + " pixels in it or round it; " + FEWEST + " are needed");
        }
        return statistics;
    }
}
