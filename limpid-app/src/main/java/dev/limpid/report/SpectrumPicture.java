package dev.limpid.report;

import dev.limpid.physics.NoisePowerSpectrum;
import java.util.List;

/** A noise power spectrum in two dimensions: frequency 0 in the middle, u to the right, v down, colours from 0 to its largest value. */
public final class SpectrumPicture {
    private static final int SIDE = 384;
    private static final int LEFT = 70;
    private static final int TOP = 46;
    private static final int FOOT = 96;
    private static final int RIGHT = 40;
    private static final int BACKGROUND = 0x14171C;
    private static final int INK = 0xF2F4F7;
    private static final int QUIET = 0xA9B2BE;
    private static final int TICKS = 5;

    private SpectrumPicture() {}

    /** Draws one. */
    public static Picture of(NoisePowerSpectrum spectrum) {
        int rows = spectrum.rows();
        int columns = spectrum.columns();
        double most = 0;
        for (int i = 1; i < rows * columns; i++) {
            most = Math.max(most, spectrum.power()[i]);
        }
        Canvas canvas = new Canvas(LEFT + SIDE + RIGHT, TOP + SIDE + FOOT, BACKGROUND);
        canvas.text("Noise power spectrum (HU^2 mm^2)", LEFT, 26, 15, 1.5, INK);
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                // The middle of the picture is frequency 0; the first and last pixels are minus and plus Nyquist.
                int v = Math.floorMod((int) Math.round((y + 0.5) / SIDE * rows - rows / 2.0), rows);
                int u = Math.floorMod((int) Math.round((x + 0.5) / SIDE * columns - columns / 2.0), columns);
                double value = spectrum.power()[v * columns + u];
                canvas.set(LEFT + x, TOP + y, ColourMap.SIZES.colour(most > 0 ? value / most : 0));
            }
        }
        double across = 0.5 / spectrum.spacing().columnMm();
        double down = 0.5 / spectrum.spacing().rowMm();
        for (int tick = 0; tick < TICKS; tick++) {
            double part = tick / (TICKS - 1.0);
            String u = Figures.tick((2 * part - 1) * across).replace('-', '\u2212');
            int place = (int) Math.round(part * SIDE);
            canvas.text(u, LEFT + place - Canvas.width(u, 13) / 2.0, TOP + SIDE + 20, 13, 1.2, QUIET);
            String v = Figures.tick((2 * part - 1) * down).replace('-', '\u2212');
            canvas.text(v, LEFT - 8 - Canvas.width(v, 13), TOP + place + 5, 13, 1.2, QUIET);
        }
        canvas.text("u, v (1/mm)", LEFT + SIDE / 2.0 - 40, TOP + SIDE + 42, 13, 1.2, QUIET);
        List<Integer> ramp = ColourMap.SIZES.ramp();
        for (int x = 0; x < SIDE; x++) {
            canvas.fill(LEFT + x, TOP + SIDE + 54, 1, 9, ramp.get(x * 255 / (SIDE - 1)));
        }
        canvas.text("0", LEFT, TOP + SIDE + 82, 13, 1.2, QUIET);
        String end = Figures.plain(most);
        canvas.text(end, LEFT + SIDE - Canvas.width(end, 13), TOP + SIDE + 82, 13, 1.2, QUIET);
        return Picture.of(
                canvas,
                "Noise power spectrum by horizontal and vertical frequency, up to " + Figures.plain(across) + " and "
                        + Figures.plain(down) + " per mm; its largest value is " + end + " HU^2 mm^2");
    }
}
