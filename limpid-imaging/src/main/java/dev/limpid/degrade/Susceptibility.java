package dev.limpid.degrade;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Unit;
import java.util.stream.IntStream;

/**
 * The artefact of an object of another magnetic susceptibility, a long cylinder of radius a across the plane with the
 * main field along the rows. Around it the field differs by the two-dimensional dipole B a^2 (x^2 - y^2) / r^4, r >= a
 * from its centre; inside the difference is uniform and counts as 0 (Luedeke, Roeschmann and Tischler, MRI 3, 1985).
 *
 * <p>Along the readout direction (the rows) signal from x is found at x + d(x), d = gamma/(2 pi) dB / BW pixels = D a^2 (x^2
 * - y^2) / r^4, and its density changes by 1 / |1 + dd/dx| (Jezzard and Balaban, MRM 34, 1995; in the distorted image's coordinate,
 * where the displacement is read the other way round, that is the factor 1 + dd/dx). Each pixel is moved as a strip: its two
 * edges are displaced and its signal is spread evenly between them. So the sum of each row is kept exactly, also where the
 * strips fold over one another. Rows are periodic, as the discrete transform's are.
 *
 * <p>Dephasing within a voxel takes signal before it is moved: exp(-loss |grad d|), where |grad d| = 2 D a^2 / r^3 in
 * pixels a pixel. The exponential is empirical: a uniform spread of phases over a voxel would give a sinc of
 * pi TE BW |grad d|, which has zeros; loss says how fast signal goes, not an echo time.
 *
 * <p>Values below the range count as its low end and stay as far below it as they were.
 */
public final class Susceptibility extends PlaneDegradation {
    private final double peak;
    private final double radius;
    private final double row;
    private final double column;
    private final double loss;

    /**
     * A cylinder somewhere in the image.
     *
     * @param peak D, the displacement beside the cylinder, as a fraction of the image's width, -1..1
     * @param radius a as a fraction of the image's width, 0.001..1
     * @param row of its centre, as a fraction of the height, 0..1
     * @param column of its centre, as a fraction of the width, 0..1
     * @param loss the empirical factor of dephasing, 0..100; 0 for none
     */
    public Susceptibility(IntensityRange range, double peak, double radius, double row, double column, double loss) {
        super(range);
        this.peak = PixelNoise.between("peak", peak, -1, 1);
        this.radius = PixelNoise.between("radius", radius, 0.001, 1);
        this.row = PixelNoise.between("row", row, 0, 1);
        this.column = PixelNoise.between("column", column, 0, 1);
        this.loss = PixelNoise.between("loss", loss, 0, 100);
    }

    @Override
    Plane degrade(Plane clean, Unit unit, long seed) {
        int columns = clean.columns;
        double[] result = new double[clean.values.length];
        IntStream.range(0, clean.rows).parallel().forEach(y -> {
            double left = displacement(-0.5, y, clean.rows, columns) - 0.5;
            for (int x = 0; x < columns; x++) {
                double right = displacement(x + 0.5, y, clean.rows, columns) + x + 0.5;
                double signal = clean.values[y * columns + x] * kept(x, y, clean.rows, columns);
                spread(signal, Math.min(left, right), Math.max(left, right), result, y * columns, columns);
                left = right;
            }
        });
        return new Plane(clean.rows, columns, result);
    }

    /** d in pixels at a column and a row, which pixel centres have whole numbers of. */
    double displacement(double x, double y, int rows, int columns) {
        double a = radius * columns;
        double fromX = x - (column * columns - 0.5);
        double fromY = y - (row * rows - 0.5);
        double squared = fromX * fromX + fromY * fromY;
        return squared < a * a ? 0 : peak * columns * a * a * (fromX * fromX - fromY * fromY) / (squared * squared);
    }

    private double kept(double x, double y, int rows, int columns) {
        double a = radius * columns;
        double fromX = x - (column * columns - 0.5);
        double fromY = y - (row * rows - 0.5);
        double r = Math.sqrt(fromX * fromX + fromY * fromY);
        return r < a || loss == 0 ? 1 : StrictMath.exp(-loss * 2 * Math.abs(peak) * columns * a * a / (r * r * r));
    }

    /** Adds a signal to the pixels that the strip from {@code left} to {@code right} covers, by their share of it. */
    private static void spread(double signal, double left, double right, double[] to, int offset, int columns) {
        int first = (int) Math.floor(left + 0.5);
        int last = (int) Math.floor(right + 0.5);
        if (first == last) {
            to[offset + Math.floorMod(first, columns)] += signal;
            return;
        }
        double density = signal / (right - left);
        to[offset + Math.floorMod(first, columns)] += density * (first + 0.5 - left);
        for (int x = first + 1; x < last; x++) {
            to[offset + Math.floorMod(x, columns)] += density;
        }
        to[offset + Math.floorMod(last, columns)] += density * (right - (last - 0.5));
    }

    @Override
    public String name() {
        return "susceptibility";
    }
}
