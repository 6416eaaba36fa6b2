package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.stream.IntStream;

/**
 * Fixed-pattern noise: I + A (1/2 + 1/2 sin(2 pi (x cos t + y sin t) / T + p)) with x, y in pixels, a wave of low frequency
 * that is never negative; and, where asked for, an offset of each column, N(0, stripes^2), as detector columns of unequal
 * offset leave it. The wave's mean over whole periods is A/2, its variance A^2/8.
 *
 * <p>The wave is the sinusoidal interference of Gonzalez and Woods, Digital Image Processing, chapter 5 (periodic noise),
 * raised to be positive; the offsets are the column part of fixed-pattern noise (El Gamal et al., Proc. SPIE 3301, 1998).
 *
 * <p>The offsets come from the seed, the wave from its numbers alone. Values below the range are treated as all others.
 */
public final class StructuredNoise extends PlaneDegradation {
    /** Streams of columns lie far above those of pixel rows. */
    private static final long STREAMS = 1L << 60;

    private final double amplitude;
    private final double period;
    private final double angle;
    private final double phase;
    private final double stripes;

    /**
     * A wave over the image.
     *
     * @param amplitude A, from trough to crest, as a fraction of the range, 0..4
     * @param period T as a fraction of the larger of height and width, 0.01..4
     * @param angle t, of the wave's direction to the rows, in degrees
     * @param phase p in degrees
     * @param stripes standard deviation of the columns' offsets as a fraction of the range, 0..4
     */
    public StructuredNoise(
            IntensityRange range, double amplitude, double period, double angle, double phase, double stripes) {
        super(range);
        this.amplitude = PixelNoise.between("amplitude", amplitude, 0, 4);
        this.period = PixelNoise.between("period", period, 0.01, 4);
        this.angle = PixelNoise.between("angle", angle, 0, 360);
        this.phase = PixelNoise.between("phase", phase, 0, 360);
        this.stripes = PixelNoise.between("stripes", stripes, 0, 4);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        int columns = clean.columns;
        double[] offsets = new double[columns];
        for (int column = 0; column < columns; column++) {
            offsets[column] = stripes * new PixelRandom(seed, STREAMS + column).gaussian();
        }
        double cycle = 2 * Math.PI / (period * Math.max(clean.rows, columns));
        double alongRow = cycle * StrictMath.cos(StrictMath.toRadians(angle));
        double alongColumn = cycle * StrictMath.sin(StrictMath.toRadians(angle));
        double start = StrictMath.toRadians(phase);
        double[] result = new double[clean.values.length];
        IntStream.range(0, clean.rows).parallel().forEach(row -> {
            for (int column = 0; column < columns; column++) {
                int at = row * columns + column;
                double wave = StrictMath.sin(alongRow * column + alongColumn * row + start);
                result[at] = clean.values[at] + amplitude * (0.5 + 0.5 * wave) + offsets[column];
            }
        });
        return new Plane(clean.rows, columns, result);
    }

    @Override
    public String name() {
        return "structured";
    }
}
