package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * Chemical shift of the first kind: fat resonates 3.5 ppm below water, so along the readout direction (the rows) it is
 * found delta = 3.5e-6 gamma/(2 pi) B0 / BW pixels away, with gamma/(2 pi) = 42.58 MHz/T and BW the bandwidth of one pixel:
 * 224 Hz at 1.5 T, 1 to 4 pixels at usual bandwidths (Soila, Viamonte and Starewicz, Radiology 153, 1984). I'(x) = |(1 - f) I
 * (x) + (f I)(x - delta)|, water and fat in phase; the shift is the phase ramp exp(-2 pi i k_x delta / N) on the lines of k-space,
 * exact for whole pixels, interpolating between them, periodic in the row's N pixels.
 *
 * <p>A magnitude image does not say what is fat, so its fraction f is a smooth function of intensity. In HU it is 1 from
 * -140 to -60, around fat's -100, and falls as a raised cosine to 0 at -190 and -10, which leaves water and muscle out and
 * noise in fat without much effect. Elsewhere it rises from 0 at 0.5 to 1 at 0.8 of the range (smoothstep), since fat is
 * the brightest soft tissue of T1-weighted MR. Voxels on an edge whose mean happens to be fat's are taken for fat. With
 * {@code whole} f is 1 everywhere: the image moves by delta, as the paper's numbers suggest.
 *
 * <p>Values below the range count as its low end and stay as far below it as they were.
 */
public final class ChemicalShift extends PlaneDegradation {
    /** Largest shift in pixels. */
    public static final double MAX_DELTA = 64;

    private static final double FAT_HU = -100;
    private static final double ALL_FAT_WITHIN_HU = 40;
    private static final double NO_FAT_FROM_HU = 90;
    private static final double FAT_FROM = 0.5;
    private static final double FAT_ALL = 0.8;

    private final double delta;
    private final double weight;
    private final boolean whole;

    /**
     * A shift along the rows.
     *
     * @param delta pixels to the right, -{@value #MAX_DELTA}..{@value #MAX_DELTA}
     * @param weight share of the fat, or of the whole image, that is shifted, 0..1
     * @param whole whether everything counts as fat
     */
    public ChemicalShift(IntensityRange range, double delta, double weight, boolean whole) {
        super(range);
        this.delta = PixelNoise.between("delta", delta, -MAX_DELTA, MAX_DELTA);
        this.weight = PixelNoise.between("weight", weight, 0, 1);
        this.whole = whole;
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        int columns = clean.columns;
        double[] result = new double[clean.values.length];
        DoubleFFT_1D transform = new DoubleFFT_1D(columns);
        double[] ramp = ramp(columns);
        IntStream.range(0, clean.rows).parallel().forEach(row -> {
            double[] fat = new double[2 * columns];
            int from = row * columns;
            for (int column = 0; column < columns; column++) {
                double value = clean.values[from + column];
                fat[2 * column] = value * fatFraction(value, unit);
                result[from + column] = value - fat[2 * column];
            }
            transform.complexForward(fat);
            for (int i = 0; i < fat.length; i += 2) {
                double real = fat[i] * ramp[i] - fat[i + 1] * ramp[i + 1];
                fat[i + 1] = fat[i] * ramp[i + 1] + fat[i + 1] * ramp[i];
                fat[i] = real;
            }
            transform.complexInverse(fat, true);
            for (int column = 0; column < columns; column++) {
                result[from + column] = Math.abs(result[from + column] + fat[2 * column]);
            }
        });
        return new Plane(clean.rows, columns, result);
    }

    /** The share of a signal that is shifted. */
    double fatFraction(double value, Unit unit) {
        if (whole) {
            return weight;
        }
        if (unit == Unit.HOUNSFIELD) {
            double hu = value * ((double) range().high() - range().low()) + range().low();
            double away = (Math.abs(hu - FAT_HU) - ALL_FAT_WITHIN_HU) / (NO_FAT_FROM_HU - ALL_FAT_WITHIN_HU);
            return weight * (0.5 + 0.5 * StrictMath.cos(Math.PI * Math.max(0, Math.min(1, away))));
        }
        double t = Math.min(1, Math.max(0, (value - FAT_FROM) / (FAT_ALL - FAT_FROM)));
        return weight * t * t * (3 - 2 * t);
    }

    /** exp(-2 pi i k delta / N) of each bin; at the highest frequency of an even N its real part, which keeps rows real. */
    private double[] ramp(int columns) {
        double[] ramp = new double[2 * columns];
        for (int bin = 0; bin < columns; bin++) {
            int k = PhaseEncoding.frequency(bin, columns);
            double phase = -2 * Math.PI * k * delta / columns;
            ramp[2 * bin] = StrictMath.cos(phase);
            ramp[2 * bin + 1] = 2 * k == -columns ? 0 : StrictMath.sin(phase);
        }
        return ramp;
    }

    @Override
    public String name() {
        return "chemical-shift";
    }
}
