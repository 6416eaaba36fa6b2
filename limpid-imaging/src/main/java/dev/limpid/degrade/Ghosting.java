package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;

/**
 * Ghosts of periodic motion, such as breathing: of every N lines of k-space one is weaker, F'(k_y) = (1 - a) F(k_y) where
 * k_y is a multiple of N, F(k_y) elsewhere and in the centre, followed by the magnitude. A modulation of period N in k_y
 * makes copies of the image at distances of 1/N of its height (Wood and Henkelman, Med. Phys. 12, 1985; as line
 * attenuation in TorchIO, Perez-Garcia et al., CMPB 208, 2021).
 *
 * <p>Without the kept centre, the image is (1 - a/N) I and each of its N - 1 ghosts -a/N of I. Phase encoding runs down
 * the columns. Values below the range count as its low end and stay as far below it as they were.
 */
public final class Ghosting extends PlaneDegradation {
    /** Most ghosts that can be asked for. */
    public static final int MAX_GHOSTS = 32;

    private final int ghosts;
    private final double intensity;
    private final double centre;

    /**
     * Ghosts along the columns.
     *
     * @param ghosts N, the period in lines, 2..{@value #MAX_GHOSTS}
     * @param intensity a, how much weaker the lines are, 0..1
     * @param centre share of the lines around the middle that stay as they are, 0..1; the middle one always does
     */
    public Ghosting(IntensityRange range, int ghosts, double intensity, double centre) {
        super(range);
        this.ghosts = (int) PixelNoise.between("ghosts", ghosts, 2, MAX_GHOSTS);
        this.intensity = PixelNoise.between("intensity", intensity, 0, 1);
        this.centre = PixelNoise.between("centre", centre, 0, 1);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        return PhaseEncoding.magnitude(clean, factors(clean.rows));
    }

    double[] factors(int rows) {
        double[] factors = new double[2 * rows];
        for (int bin = 0; bin < rows; bin++) {
            boolean weaker = Math.floorMod(PhaseEncoding.frequency(bin, rows), ghosts) == 0
                    && !PhaseEncoding.isCentre(bin, rows, centre);
            factors[2 * bin] = weaker ? 1 - intensity : 1;
        }
        return factors;
    }

    @Override
    public String name() {
        return "ghosting";
    }
}
