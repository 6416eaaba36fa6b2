package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;

/**
 * Motion between the lines of k-space: while some lines are measured, the patient is displaced by d along the
 * phase-encode direction, which multiplies them by exp(-2 pi i k_y d / N), N rows (Fourier's shift theorem; Wood and
 * Henkelman, Med. Phys. 12, 1985). The rest, and the lines of the centre, where motion would be seen and repeated, stay;
 * the image is the magnitude.
 *
 * <p>Each line moves with the probability {@code lines}, by its own d ~ U(-displacement, displacement). Both are drawn from
 * the seed, one stream a line. The energy of k-space does not change. Phase encoding runs down the columns. Values below
 * the range count as its low end and stay as far below it as they were.
 */
public final class LineMotion extends PlaneDegradation {
    /** Streams of lines lie far above those of pixel rows. */
    private static final long STREAMS = 1L << 61;

    private final double lines;
    private final double displacement;
    private final double centre;

    /**
     * Motion along the columns.
     *
     * @param lines share of lines that move, 0..1
     * @param displacement largest displacement as a fraction of the image's height, 0..4
     * @param centre share of the lines around the middle that do not move, 0..1
     */
    public LineMotion(IntensityRange range, double lines, double displacement, double centre) {
        super(range);
        this.lines = PixelNoise.between("lines", lines, 0, 1);
        this.displacement = PixelNoise.between("displacement", displacement, 0, 4);
        this.centre = PixelNoise.between("centre", centre, 0, 1);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        return PhaseEncoding.magnitude(clean, factors(clean.rows, seed));
    }

    double[] factors(int rows, long seed) {
        double[] factors = new double[2 * rows];
        for (int bin = 0; bin < rows; bin++) {
            PixelRandom random = new PixelRandom(seed, STREAMS + bin);
            boolean moves = random.uniform() < lines && !PhaseEncoding.isCentre(bin, rows, centre);
            double shift = random.uniform(-displacement, displacement);
            double phase = moves ? -2 * Math.PI * PhaseEncoding.frequency(bin, rows) * shift : 0;
            factors[2 * bin] = StrictMath.cos(phase);
            factors[2 * bin + 1] = StrictMath.sin(phase);
        }
        return factors;
    }

    @Override
    public String name() {
        return "motion";
    }
}
