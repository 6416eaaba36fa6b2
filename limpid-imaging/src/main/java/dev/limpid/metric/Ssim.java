package dev.limpid.metric;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * Structural similarity (Wang, Bovik, Sheikh and Simoncelli, IEEE TIP 13(4), 2004, eq. 13), averaged over all windows
 * that lie wholly inside the image; 1 for identical planes, never above.
 *
 * <p>With K1 = 0.01, K2 = 0.03 and L the width of the range, and local means, variances and covariance under the
 * window's weights: ((2 mx my + (K1 L)^2)(2 cxy + (K2 L)^2)) / ((mx^2 + my^2 + (K1 L)^2)(vx + vy + (K2 L)^2)).
 *
 * <p>The luminance term is not invariant to an offset: for CT it is computed on the HU values as they are, zero at
 * water, as scikit-image does when given HU.
 *
 * <p>Padding: a window that touches a padding pixel of the reference does not count.
 *
 * <p>Example: {@code Ssim.uniform(IntensityRange.CT).of(reference, test)}.
 *
 * @param range whose width is the L of the paper
 * @param window the weights of a window
 */
public record Ssim(IntensityRange range, Window window) implements Metric {
    private static final double K1 = 0.01;
    private static final double K2 = 0.03;

    /** The two settings in use; figures from one say nothing about the other. */
    public enum Window {
        /** 7 x 7 equal weights, sample covariance (divided by 48): scikit-image's default. */
        UNIFORM("SSIM"),
        /** 11 x 11 Gaussian weights of sigma 1.5 px, weighted covariance: the paper's, section III-C. */
        GAUSSIAN("SSIM (Wang)");

        private final String label;

        Window(String label) {
            this.label = label;
        }
    }

    /** The default setting of scikit-image. */
    public static Ssim uniform(IntensityRange range) {
        return new Ssim(range, Window.UNIFORM);
    }

    /** The setting of Wang and others. */
    public static Ssim wang(IntensityRange range) {
        return new Ssim(range, Window.GAUSSIAN);
    }

    /**
     * @throws NotApplicableException if the planes are smaller than a window, or every window touches padding
     */
    @Override
    public double of(Slice reference, Slice test) {
        Differences.requireComparable(reference, test);
        double c1 = K1 * range.width() * K1 * range.width();
        double c2 = K2 * range.width() * K2 * range.width();
        double covarianceScale = window == Window.UNIFORM ? 49.0 / 48.0 : 1;
        WindowMoments moments = new WindowMoments(reference, test, weights());
        long count = 0;
        double total = 0;
        while (moments.nextRow()) {
            double rowTotal = 0;
            for (int x = 0; x < moments.width(); x++) {
                if (moments.counts(x)) {
                    double mx = moments.meanOfReference(x);
                    double my = moments.meanOfTest(x);
                    double spread = covarianceScale * moments.sumOfVariances(x);
                    double shared = covarianceScale * moments.covariance(x);
                    rowTotal += (2 * mx * my + c1) * (2 * shared + c2) / ((mx * mx + my * my + c1) * (spread + c2));
                    count++;
                }
            }
            total += rowTotal;
        }
        if (count == 0) {
            throw new NotApplicableException("nothing to compare: every SSIM window touches padding");
        }
        return total / count;
    }

    private double[] weights() {
        if (window == Window.UNIFORM) {
            double[] weights = new double[7];
            Arrays.fill(weights, 1.0 / 7);
            return weights;
        }
        return Smoothing.kernel(1.5, 5);
    }

    @Override
    public String name() {
        return window.label;
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
