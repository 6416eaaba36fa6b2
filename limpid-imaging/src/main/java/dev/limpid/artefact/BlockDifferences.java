package dev.limpid.artefact;

import java.util.Arrays;

/** Differences between the means of neighbouring square blocks of pixels, along rows and columns, beside padding and clipped pixels. */
final class BlockDifferences {
    /** Differences that a median is taken of: every so many. */
    private static final int SAMPLED = 8;

    private final int size;
    private final int count;

    /** Of each difference: its value, where the middle between the two blocks' centres is, and whether it is along a row. */
    private final double[] values;

    private final double[] x;
    private final double[] y;
    private final boolean[] alongRow;

    private BlockDifferences(int size, int most) {
        this.size = size;
        values = new double[most];
        x = new double[most];
        y = new double[most];
        alongRow = new boolean[most];
        count = most;
    }

    /** @param blocks along the larger side, about */
    static BlockDifferences of(Signal signal, int blocks) {
        int size = Math.max(1, Math.max(signal.rows(), signal.columns()) / blocks);
        int rows = signal.rows() / size;
        int columns = signal.columns() / size;
        double[] means = means(signal, size, rows, columns);
        BlockDifferences all = new BlockDifferences(size, 2 * rows * columns);
        int n = 0;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int along = 0; along < 2; along++) {
                    int next = along == 0 ? 1 : columns;
                    if (along == 0 ? column + 1 == columns : row + 1 == rows) {
                        continue;
                    }
                    double difference = means[row * columns + column + next] - means[row * columns + column];
                    if (Double.isNaN(difference)) {
                        continue;
                    }
                    all.values[n] = difference;
                    all.x[n] = (column + (along == 0 ? 0.5 : 0)) * size + (size - 1) / 2.0;
                    all.y[n] = (row + (along == 1 ? 0.5 : 0)) * size + (size - 1) / 2.0;
                    all.alongRow[n++] = along == 0;
                }
            }
        }
        return all.first(n);
    }

    private BlockDifferences first(int n) {
        BlockDifferences fewer = new BlockDifferences(size, n);
        System.arraycopy(values, 0, fewer.values, 0, n);
        System.arraycopy(x, 0, fewer.x, 0, n);
        System.arraycopy(y, 0, fewer.y, 0, n);
        System.arraycopy(alongRow, 0, fewer.alongRow, 0, n);
        return fewer;
    }

    /** NaN for blocks with padding or clipped pixels. */
    private static double[] means(Signal signal, int size, int rows, int columns) {
        double[] means = new double[rows * columns];
        for (int row = 0; row < rows * size; row++) {
            for (int column = 0; column < columns * size; column++) {
                int at = row * signal.columns() + column;
                boolean unknown = signal.padding()[at] || ClippedPixels.isClipped(signal.values()[at]);
                means[row / size * columns + column / size] +=
                        unknown ? Double.NaN : signal.values()[at] / ((double) size * size);
            }
        }
        return means;
    }

    /** The sum of their absolute values. */
    double sum() {
        return Arrays.stream(values).map(Math::abs).sum();
    }

    /**
     * Fits s sin(u x + v y) + c cos(u x + v y) by the least sum of absolute deviations.
     *
     * @param rounds of reweighting
     * @return s, c and that sum
     */
    double[] regress(double u, double v, int rounds) {
        double blur = mean(u) * mean(v);
        double stepX = 2 * Math.sin(u * size / 2) * blur;
        double stepY = 2 * Math.sin(v * size / 2) * blur;
        double[] sine = new double[count];
        double[] cosine = new double[count];
        for (int i = 0; i < count; i++) {
            double phase = u * x[i] + v * y[i];
            double step = alongRow[i] ? stepX : stepY;
            sine[i] = step * Math.cos(phase);
            cosine[i] = -step * Math.sin(phase);
        }
        double s = 0;
        double c = 0;
        double[] left = new double[count];
        double floor = Double.POSITIVE_INFINITY; // The first round is plain least squares.
        for (int round = 0; round <= rounds; round++) {
            double ss = 0;
            double sc = 0;
            double cc = 0;
            double sd = 0;
            double cd = 0;
            for (int i = 0; i < count; i++) {
                double weight = round == 0 ? 1 : 1 / Math.max(Math.abs(left[i]), floor);
                ss += weight * sine[i] * sine[i];
                sc += weight * sine[i] * cosine[i];
                cc += weight * cosine[i] * cosine[i];
                sd += weight * sine[i] * values[i];
                cd += weight * cosine[i] * values[i];
            }
            double determinant = ss * cc - sc * sc;
            if (!(determinant > 1e-12 * ss * cc)) {
                return new double[] {0, 0, sum()};
            }
            s = (sd * cc - cd * sc) / determinant;
            c = (cd * ss - sd * sc) / determinant;
            for (int i = 0; i < count; i++) {
                left[i] = values[i] - s * sine[i] - c * cosine[i];
            }
            if (round < rounds) {
                floor = Math.max(1e-5, 0.2 * median(left));
            }
        }
        return new double[] {s, c, Arrays.stream(left).map(Math::abs).sum()};
    }

    private static double median(double[] values) {
        double[] sizes = new double[(values.length + SAMPLED - 1) / SAMPLED];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = Math.abs(values[i * SAMPLED]);
        }
        Arrays.sort(sizes);
        return sizes[sizes.length / 2];
    }

    /** What a block's mean leaves of a wave along one side: sin(n u / 2) / (n sin(u / 2)). */
    private double mean(double u) {
        double sine = Math.sin(u / 2);
        return Math.abs(sine) < 1e-12 ? 1 : Math.sin(size * u / 2) / (size * sine);
    }
}
