package dev.limpid.lowdose;

import dev.limpid.degrade.UnfitImageException;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.physics.Window;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * How many photons a full-dose scan had, from how strong its noise is: the variance of a pixel is
 *
 * <p>(1000 / mu_water)^2 (pi / views)^2 width integral |f A(f)|^2 df x sum over views of the variance of the ray through it
 *
 * <p>(Kak and Slaney, 1988, section 5.2.2), which falls as photons grow.
 */
final class TubeLoad {
    private static final double LEAST = 1;
    private static final double MOST = 1e12;
    private static final int STEPS = 60;

    private static final int PLACES = 64;
    private static final int EVERY = 4;

    private final double toHounsfield;
    private final double[] left;
    private final double[] weights;

    /** @param windows where the noise was measured; at least one */
    TubeLoad(Scan scan, BackProjection reconstruction, Slice slice, List<Window> windows) {
        ParallelGrid grid = reconstruction.grid();
        PixelSpacing spacing = slice.spacing().orElseThrow();
        int places = Math.min(PLACES, windows.size());
        int views = (grid.views() + EVERY - 1) / EVERY; // The sum over views is smooth.
        this.left = new double[places * views];
        this.weights = new double[left.length];
        for (int i = 0; i < left.length; i++) {
            Window window = windows.get((int) ((long) (i / views) * windows.size() / places));
            double x = (window.column() + (window.columns() - slice.columns()) / 2.0) * spacing.columnMm();
            double y = (window.row() + (window.rows() - slice.rows()) / 2.0) * spacing.rowMm();
            int view = i % views * EVERY;
            double t = x * Math.cos(grid.angle(view)) + y * Math.sin(grid.angle(view));
            left[i] = scan.left(view, t);
            weights[i] = scan.variance(1, t, grid) * grid.views() / left.length;
        }
        this.toHounsfield = 1000 / AttenuationMap.WATER * Math.PI / grid.views() * Math.sqrt(reconstruction.gain());
    }

    /**
     * Photons of a ray along the isocentre, without a body.
     *
     * @param deviation of the full dose at these places, in HU
     * @throws UnfitImageException if no number of photons makes the image that noisy
     */
    double photons(double deviation, QuantumNoise noise) {
        double low = Math.log(LEAST);
        double high = Math.log(MOST);
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            boolean tooNoisy = deviation(Math.exp(middle), noise::full) > deviation;
            low = tooNoisy ? middle : low;
            high = tooNoisy ? high : middle;
        }
        double most = deviation(LEAST, noise::full);
        if (deviation > most) {
            throw new UnfitImageException("low-dose: noise of " + (float) deviation
                    + " HU cannot be that of this image with this kernel, where no photons at all make " + (float) most
                    + " HU; give a sharper --set kernel or less --set noise");
        }
        return Math.exp(high);
    }

    /** Root of the mean variance of the pixels at these places, in HU. @param rayVariance by a ray's photons */
    double deviation(double photons, DoubleUnaryOperator rayVariance) {
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += weights[i] * rayVariance.applyAsDouble(photons * left[i]);
        }
        return toHounsfield * Math.sqrt(sum);
    }
}
