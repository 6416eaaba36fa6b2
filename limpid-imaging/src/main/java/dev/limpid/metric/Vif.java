package dev.limpid.metric;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;

/**
 * Visual information fidelity in the pixel domain (Sheikh and Bovik, IEEE TIP 15(2), 2006; the pixel-domain variant of
 * its authors, VIFp): how much of the information that an observer could take from the reference is still in the test.
 *
 * <p>Both planes are scaled by the range to 0..255. At each of four scales s = 1..4, local variances vx, vy and the
 * covariance cxy are taken under Gaussian windows of N = 2^(5-s) + 1 pixels (17, 9, 5, 3) with standard deviation N/5
 * that lie wholly inside. The test is modelled as y = g x + v:
 *
 * <pre>
 * g  = cxy / vx          vv = vy - g cxy
 * VIF = sum log(1 + g^2 vx / (vv + n)) / sum log(1 + vx / n)       over all windows and scales, n = 2 gray levels^2
 * </pre>
 *
 * where n is the noise of the observer's eye. Before scale s > 1 both planes are smoothed with the window of that scale
 * and every second row and column is kept. Where vx is 0, g is 0; where g is negative, the covariance carries no
 * information: g = 0 and vv = vy. Variances of at most {@link #NO_VARIANCE} gray levels^2 count as 0.
 *
 * <p>1: nothing lost, identical planes give exactly that; 0: nothing kept. Above 1 where the test has more contrast than
 * the reference. An offset changes nothing. 1 also when the reference is constant: there was nothing to lose.
 *
 * <p>Padding: a window that touches a padding pixel of the reference does not count, at any scale.
 *
 * <p>Example: {@code new Vif(IntensityRange.CT).of(reference, test)}.
 *
 * @param range what is mapped to 0..255
 */
public record Vif(IntensityRange range) implements Metric {
    /** The fewest rows and columns in which the window of the coarsest scale finds a place. */
    public static final int SMALLEST_SIDE = 41;
    /** Variance of the observer's noise, in squared gray levels of 0..255. */
    public static final double OBSERVER_NOISE = 2;
    /** A variance up to this, in squared gray levels, is rounding. */
    public static final double NO_VARIANCE = 1e-10;

    private static final int SCALES = 4;

    /**
     * @throws NotApplicableException if a side is shorter than {@link #SMALLEST_SIDE}, or every window touches padding
     */
    @Override
    public double of(Slice reference, Slice test) {
        return of(reference, test, 255.0 / ((double) range.high() - range.low()));
    }

    /** @param toLevels what makes gray levels, in which the observer's noise is stated, of the planes' unit */
    static double of(Slice reference, Slice test, double toLevels) {
        Differences.requireComparable(reference, test);
        if (reference.rows() < SMALLEST_SIDE || reference.columns() < SMALLEST_SIDE) {
            throw new NotApplicableException("VIF needs planes of at least " + SMALLEST_SIDE + " x " + SMALLEST_SIDE
                    + " pixels, not a " + reference);
        }
        VifScale scale = VifScale.finest(reference, test, toLevels);
        double kept = 0;
        double available = 0;
        long windows = 0;
        for (int s = 1; s <= SCALES; s++) {
            int side = (1 << (SCALES + 1 - s)) + 1;
            double[] window = Smoothing.kernel(side / 5.0, side / 2);
            if (s > 1) {
                scale = scale.coarser(window);
            }
            VifScale.Information information = scale.information(window);
            kept += information.kept();
            available += information.available();
            windows += information.windows();
        }
        if (windows == 0) {
            throw new NotApplicableException("nothing to compare: every VIF window touches padding");
        }
        return available > 0 ? kept / available : 1;
    }

    @Override
    public String name() {
        return "VIF";
    }

    @Override
    public String unit() {
        return "1";
    }

    @Override
    public boolean largerIsBetter() {
        return true;
    }
}
