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
    private static final int FEWEST = 4;
    private static final int ENOUGH = 8;
    private static final int PART = 3;

    private KernelFit() {}

    /** Empty where there is too little even tissue, or its noise is not what a kernel makes. */
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
        ReconstructionKernel full = kernel(fit[1] / 2, fit[2] / 2, limit);
        if (falls(full, nyquist)) {
            return Optional.of(full);
        }
        double[] straight =
                NormalEquations.solve(new double[] {sums[0], sums[1], sums[2]}, new double[] {right[0], right[1]});
        ReconstructionKernel simple = kernel(straight[1] / 2, 0, limit);
        return falls(simple, nyquist) ? Optional.of(simple) : Optional.empty();
    }

    private static ReconstructionKernel kernel(double linear, double quadratic, double limit) {
        boolean finite = Double.isFinite(linear) && Double.isFinite(quadratic);
        return finite ? new ReconstructionKernel(linear, quadratic, limit) : new ReconstructionKernel(0, 0, limit);
    }

    /** A kernel's noise has its peak below the Nyquist frequency, and less at it. */
    private static boolean falls(ReconstructionKernel kernel, double nyquist) {
        double slope = kernel.linear() + 2 * kernel.quadratic() * nyquist * nyquist;
        return slope < 0 && kernel.noisePeak() < nyquist;
    }
}
