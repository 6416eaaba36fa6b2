package dev.limpid.observer;

import java.util.function.DoubleUnaryOperator;
import org.jtransforms.fft.DoubleFFT_2D;

/**
 * What a model observer sees of a square of pixels: its products with a few templates.
 *
 * @param side of the square in pixels
 * @param templates row-major, as many numbers as the square has pixels
 */
public record ChannelSet(int side, double[][] templates) {
    private static final int DENSE = 10;
    private static final double FIRST = 0.005;
    private static final double RATIO = 1.4;
    private static final double WIDTH = 1.67;

    /**
     * The ten dense difference-of-Gaussian channels of Abbey and Barrett (J Opt Soc Am A 18(3), 2001): passbands
     *
     * <p>C_j(f) = exp(-(f / (Q s_j))^2 / 2) - exp(-(f / s_j)^2 / 2), s_j = 0.005 x 1.4^(j - 1) cycles per pixel, Q = 1.67,
     *
     * <p>none of which sees the mean. Each template has length 1, which changes no observer and keeps matrices well conditioned.
     */
    public static ChannelSet denseDifferencesOfGaussians(int side) {
        double[][] templates = new double[DENSE][];
        for (int j = 0; j < DENSE; j++) {
            double s = FIRST * Math.pow(RATIO, j);
            templates[j] = ofPassband(side, f -> gaussian(f / (WIDTH * s)) - gaussian(f / s));
        }
        return new ChannelSet(side, templates);
    }

    /**
     * The one channel of the non-prewhitening matched filter (Wagner and Brown, Phys Med Biol 30(6), 1985): the signal itself, as it
     * was put in.
     */
    public static ChannelSet matched(DiscSignal signal) {
        return new ChannelSet(signal.side(), new double[][] {signal.pixels().clone()});
    }

    /**
     * The matched filter behind an eye (Burgess, J Opt Soc Am A 11(4), 1994): image and template pass E(f) = f^1.3 exp(-c f^2), largest
     * at 4 cycles per degree, so that the channel is the signal filtered by E^2.
     *
     * @param spacingMm of pixels
     * @param magnification of the display: mm on it for one of the patient
     * @param viewingMm distance of the eye
     */
    public static ChannelSet matchedBehindEye(
            DiscSignal signal, double spacingMm, double magnification, double viewingMm) {
        double degreeMm = viewingMm * Math.tan(Math.toRadians(1)) / magnification;
        double c = 1.3 / (2 * 16); // dE/df = 0 at 4 / degree.
        int side = signal.side();
        double[] spectrum = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            spectrum[2 * i] = signal.pixels()[i];
        }
        DoubleFFT_2D transform = new DoubleFFT_2D(side, side);
        transform.complexForward(spectrum);
        for (int i = 0; i < side * side; i++) {
            double f = DiscSignal.frequency(i, side) / spacingMm * degreeMm;
            double eye = Math.pow(f, 1.3) * Math.exp(-c * f * f);
            spectrum[2 * i] *= eye * eye;
            spectrum[2 * i + 1] *= eye * eye;
        }
        transform.complexInverse(spectrum, true);
        return new ChannelSet(side, new double[][] {real(spectrum)});
    }

    /** The products with a square of pixels, row-major. */
    public double[] of(double[] square) {
        double[] products = new double[templates.length];
        for (int j = 0; j < products.length; j++) {
            for (int i = 0; i < square.length; i++) {
                products[j] += templates[j][i] * square[i];
            }
        }
        return products;
    }

    /** The real, even function of that transform, in the middle of the square; its length is 1. */
    private static double[] ofPassband(int side, DoubleUnaryOperator passband) {
        double[] spectrum = new double[2 * side * side];
        for (int i = 0; i < side * side; i++) {
            // The sign moves the function from the corner to the middle.
            int sign = (i / side + i % side) % 2 == 0 ? 1 : -1;
            spectrum[2 * i] = sign * passband.applyAsDouble(DiscSignal.frequency(i, side));
        }
        new DoubleFFT_2D(side, side).complexInverse(spectrum, true);
        double[] template = real(spectrum);
        double squares = 0;
        for (double value : template) {
            squares += value * value;
        }
        for (int i = 0; i < template.length; i++) {
            template[i] /= Math.sqrt(squares);
        }
        return template;
    }

    private static double[] real(double[] complex) {
        double[] real = new double[complex.length / 2];
        for (int i = 0; i < real.length; i++) {
            real[i] = complex[2 * i];
        }
        return real;
    }

    private static double gaussian(double x) {
        return Math.exp(-x * x / 2);
    }
}
