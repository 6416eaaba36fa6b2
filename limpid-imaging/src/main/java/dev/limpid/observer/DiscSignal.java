package dev.limpid.observer;

import java.util.function.DoubleUnaryOperator;
import org.jtransforms.fft.DoubleFFT_2D;

/**
 * A disc as a scanner shows it: the part of each pixel that it covers, times its contrast, blurred by a modulation transfer function.
 *
 * @param side of the square it lies in the middle of, in pixels; even
 * @param pixels row-major, in HU above the background; its middle is pixel side / 2 of row side / 2
 */
public record DiscSignal(int side, double[] pixels) {
    private static final int FINE = 16;

    /**
     * Makes a disc.
     *
     * @param side in pixels, even
     * @param spacingMm of pixels
     * @param diameterMm at most a third of the square, so that its blur does not reach the border
     * @param contrast in HU
     * @param transfer by frequency in 1/mm, 1 at 0
     */
    public static DiscSignal of(
            int side, double spacingMm, double diameterMm, double contrast, DoubleUnaryOperator transfer) {
        if (side % 2 != 0 || !(diameterMm > 0) || diameterMm > side * spacingMm / 3) {
            throw new IllegalArgumentException("a disc of " + (float) diameterMm + " mm does not fit: above 0, at most "
                    + (float) (side * spacingMm / 3) + " mm");
        }
        double[] spectrum = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            double y = (i / side - side / 2.0) * spacingMm;
            double x = (i % side - side / 2.0) * spacingMm;
            spectrum[2 * i] = contrast * covered(x, y, spacingMm, diameterMm / 2);
        }
        DoubleFFT_2D transform = new DoubleFFT_2D(side, side);
        transform.complexForward(spectrum);
        for (int i = 0; i < side * side; i++) {
            double passes = transfer.applyAsDouble(frequency(i, side) / spacingMm);
            spectrum[2 * i] *= passes;
            spectrum[2 * i + 1] *= passes;
        }
        transform.complexInverse(spectrum, true);
        double[] pixels = new double[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = spectrum[2 * i];
        }
        return new DiscSignal(side, pixels);
    }

    /** The distance from frequency 0 of a row-major index of a square's transform, in cycles per pixel. */
    static double frequency(int index, int side) {
        int v = index / side;
        int u = index % side;
        return Math.hypot(v <= side / 2 ? v : v - side, u <= side / 2 ? u : u - side) / side;
    }

    private static double covered(double x, double y, double spacing, double radius) {
        double distance = Math.hypot(x, y);
        if (Math.abs(distance - radius) > spacing) {
            return distance < radius ? 1 : 0;
        }
        int inside = 0;
        for (int i = 0; i < FINE * FINE; i++) {
            double dx = ((i % FINE + 0.5) / FINE - 0.5) * spacing;
            double dy = ((i / FINE + 0.5) / FINE - 0.5) * spacing;
            inside += Math.hypot(x + dx, y + dy) < radius ? 1 : 0;
        }
        return inside / (double) (FINE * FINE);
    }
}
