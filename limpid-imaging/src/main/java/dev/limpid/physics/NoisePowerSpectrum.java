package dev.limpid.physics;

import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.List;
import org.jtransforms.fft.DoubleFFT_2D;

/**
 * The noise power spectrum of windows of equal size: the mean over windows of
 *
 * <p>NPS(u, v) = dx dy / (Nx Ny) |FFT(window - trend)|^2, in HU^2 mm^2
 *
 * <p>(ICRU Report 87, 2012, section 5.2; Siewerdsen, Cunningham and Jaffray, Med Phys 29(11), 2002). Its integral over frequencies is
 * the variance of the pixels about the trend. The trend is the polynomial of second order that fits the window best.
 *
 * @param rows of a window, and so of frequencies v = k / (rows dy)
 * @param columns of a window, and so of frequencies u = k / (columns dx)
 * @param spacing dy and dx
 * @param power row-major in the order of the transform: 0, 1, ..., -2, -1
 * @param windows how many were averaged
 */
public record NoisePowerSpectrum(int rows, int columns, PixelSpacing spacing, double[] power, int windows) {
    /**
     * Of windows of a slice.
     *
     * @param windows at least one, all of the same size and within the slice
     * @param tapered whether windows fade to their borders (Hann), which keeps the strong low frequencies out of the others;
     *     the integral is then the variance only on average
     * @throws IllegalArgumentException if the slice has no spacing
     */
    public static NoisePowerSpectrum of(Slice slice, List<Window> windows, boolean tapered) {
        PixelSpacing spacing = slice.spacing()
                .orElseThrow(() -> new IllegalArgumentException("the distance between pixels is not known"));
        int rows = windows.get(0).rows();
        int columns = windows.get(0).columns();
        double[] taper = tapered ? taper(rows, columns) : new double[0];
        Trend trend = new Trend(rows, columns);
        DoubleFFT_2D transform = new DoubleFFT_2D(rows, columns);
        double[] power = new double[rows * columns];
        for (Window window : windows) {
            double[] rest = trend.rest(slice, window);
            double[] spectrum = new double[2 * rest.length];
            for (int i = 0; i < rest.length; i++) {
                spectrum[i] = tapered ? rest[i] * taper[i] : rest[i];
            }
            transform.realForwardFull(spectrum);
            for (int i = 0; i < power.length; i++) {
                power[i] += spectrum[2 * i] * spectrum[2 * i] + spectrum[2 * i + 1] * spectrum[2 * i + 1];
            }
        }
        double scale = spacing.rowMm() * spacing.columnMm() / power.length / windows.size();
        for (int i = 0; i < power.length; i++) {
            power[i] *= scale;
        }
        return new NoisePowerSpectrum(rows, columns, spacing, power, windows.size());
    }

    /**
     * The mean of spectra, each counting as often as it has windows.
     *
     * @param spectra at least one, of windows of one size and spacing
     * @throws IllegalArgumentException if sizes or spacings differ
     */
    public static NoisePowerSpectrum mean(List<NoisePowerSpectrum> spectra) {
        NoisePowerSpectrum first = spectra.get(0);
        double[] power = new double[first.power.length];
        int windows = 0;
        for (NoisePowerSpectrum each : spectra) {
            if (each.rows != first.rows || each.columns != first.columns || !each.spacing.equals(first.spacing)) {
                throw new IllegalArgumentException("spectra of windows of " + each.columns + " x " + each.rows + " and "
                        + first.columns + " x " + first.rows + " pixels have no mean: give images and regions alike");
            }
            for (int i = 0; i < power.length; i++) {
                power[i] += each.power[i] * each.windows;
            }
            windows += each.windows;
        }
        for (int i = 0; i < power.length; i++) {
            power[i] /= windows;
        }
        return new NoisePowerSpectrum(first.rows, first.columns, first.spacing, power, windows);
    }

    /** The frequency of a row-major index along the columns' direction, in 1/mm, negative ones too. */
    public double vertical(int index) {
        return signed(index / columns, rows) / (rows * spacing.rowMm());
    }

    /** The frequency of a row-major index along the rows' direction, in 1/mm. */
    public double horizontal(int index) {
        return signed(index % columns, columns) / (columns * spacing.columnMm());
    }

    /** The distance of a row-major index from frequency 0, in 1/mm. */
    public double radius(int index) {
        return Math.hypot(vertical(index), horizontal(index));
    }

    /** The integral over all frequencies, in HU^2. */
    public double variance() {
        double sum = 0;
        for (double each : power) {
            sum += each;
        }
        return sum / (rows * spacing.rowMm() * columns * spacing.columnMm());
    }

    /** The mean over directions, in rings as wide as one step of frequency. */
    public RadialSpectrum radial() {
        return RadialSpectrum.of(this);
    }

    private static int signed(int index, int count) {
        return index <= count / 2 ? index : index - count;
    }

    /** Hann windows with a mean square of 1. */
    private static double[] taper(int rows, int columns) {
        double[] taper = new double[rows * columns];
        double squares = 0;
        for (int i = 0; i < taper.length; i++) {
            taper[i] = hann(i / columns, rows) * hann(i % columns, columns);
            squares += taper[i] * taper[i];
        }
        for (int i = 0; i < taper.length; i++) {
            taper[i] /= Math.sqrt(squares / taper.length);
        }
        return taper;
    }

    private static double hann(int index, int count) {
        double sine = Math.sin(Math.PI * (index + 0.5) / count);
        return sine * sine;
    }
}
