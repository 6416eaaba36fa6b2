package dev.limpid.lowdose;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.physics.EvenWindows;
import dev.limpid.physics.NoisePowerSpectrum;
import dev.limpid.physics.Window;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The reconstruction kernel that an image's own noise shows: log(NPS(f) / f) = constant + 2 (linear f^2 + quadratic f^4), fitted by
 * least squares to the noise power spectrum of the most even soft tissue.
 *
 * <p>Below 0.2 / mm anatomy has more power than noise; those frequencies are left out, and follow from the others.
 */
final class KernelFit {
    /** Narrower than an aorta: found in a chest, too, and wide enough to tell frequencies 0.06 / mm apart. */
    private static final double[] SIDES_MM = {16, 12};

    private static final double LOW = -60;
    private static final double HIGH = 160;
    private static final double FROM = 0.2;

    /** In 1/mm, of pixels of 1.2 mm: coarser ones show too little of a kernel, and that with what they fold down. */
    private static final double LEAST_NYQUIST = 0.41;

    /** No kernel raises details more than that. */
    private static final double MOST = 3;

    private static final int FEWEST = 4;
    private static final int ENOUGH = 8;
    private static final int PART = 3;

    private KernelFit() {}

    /** Empty where there is too little even tissue, none of it has noise, or pixels are coarse. */
    static Optional<ReconstructionKernel> of(Slice slice) {
        for (double side : SIDES_MM) {
            List<Window> windows = EvenWindows.of(slice, side, LOW, HIGH).stream()
                    .sorted(Comparator.comparingDouble(Window::deviation))
                    .toList();
            if (windows.size() >= FEWEST) {
                int most = Math.max(Math.min(ENOUGH, windows.size()), windows.size() / PART);
                return fit(NoisePowerSpectrum.of(slice, windows.subList(0, most), true));
            }
        }
        return Optional.empty();
    }

    static Optional<ReconstructionKernel> fit(NoisePowerSpectrum spectrum) {
        PixelSpacing spacing = spectrum.spacing();
        double nyquist = 0.5 / Math.max(spacing.rowMm(), spacing.columnMm());
        if (nyquist < LEAST_NYQUIST) {
            return Optional.empty();
        }
        double[] sums = new double[5]; // of f^0, f^2, ... f^8
        double[] right = new double[3];
        for (int i = 0; i < spectrum.power().length; i++) {
            double f = spectrum.radius(i);
            if (f < FROM || f > 0.95 * nyquist || !(spectrum.power()[i] > 0)) {
                continue;
            }
            double target = Math.log(spectrum.power()[i] / f);
            double square = f * f;
            double power = 1;
            for (int k = 0; k < sums.length; k++) {
                sums[k] += power;
                if (k < right.length) {
                    right[k] += power * target;
                }
                power *= square;
            }
        }
        double[] fit = NormalEquations.solve(sums, right);
        // Nothing is known beyond the image's own frequencies; of its corners, as much as the polynomial says.
        double limit = nyquist * Math.sqrt(2);
        if (falls(fit[1] / 2, fit[2] / 2, nyquist) && falls(fit[1] / 2, fit[2] / 2, limit)) {
            ReconstructionKernel full = new ReconstructionKernel(fit[1] / 2, fit[2] / 2, limit);
            if (full.largest() < MOST) {
                return Optional.of(full);
            }
        }
        double[] straight =
                NormalEquations.solve(new double[] {sums[0], sums[1], sums[2]}, new double[] {right[0], right[1]});
        // A kernel that still rises at the last frequency the pixels show is as sharp as they can tell.
        return Double.isFinite(straight[1])
                ? Optional.of(new ReconstructionKernel(Math.min(0, straight[1] / 2), 0, limit))
                : Optional.empty();
    }

    private static boolean falls(double linear, double quadratic, double frequency) {
        return linear + 2 * quadratic * frequency * frequency < 0;
    }
}
