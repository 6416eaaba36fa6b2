package dev.limpid.degrade;

import java.util.List;
import java.util.stream.IntStream;
import org.jtransforms.fft.DoubleFFT_1D;

/**
 * The lines of k-space of a plane whose phase-encode direction is down the columns.
 *
 * <p>Artefacts between lines (motion, ghosts) multiply line k_y by a number that is the same for all k_x. The transform
 * along the rows and its inverse then cancel, so only that along the columns is computed; the result is that of the
 * two-dimensional transform. Columns are transformed side by side.
 */
final class PhaseEncoding {
    /** Columns gathered at a time: as many doubles as a cache line holds. */
    private static final int BLOCK = 8;

    private PhaseEncoding() {}

    /** The frequency of the transform's bin: 0, 1, ..., -2, -1; of an even number of rows, rows / 2 is negative. */
    static int frequency(int bin, int rows) {
        return bin <= (rows - 1) / 2 ? bin : bin - rows;
    }

    /** Whether a bin is in the middle of k-space: within {@code share} of all lines around frequency 0, which always is. */
    static boolean isCentre(int bin, int rows, double share) {
        return Math.abs(frequency(bin, rows)) <= Math.floor(share * rows / 2);
    }

    /**
     * The magnitude of the plane after each line was multiplied: |F^-1 (factor(k_y) F I)|.
     *
     * @param factors real and imaginary part of each bin's factor, 2 x rows numbers
     */
    static Plane magnitude(Plane plane, double[] factors) {
        int rows = plane.rows;
        double[] result = new double[plane.values.length];
        DoubleFFT_1D transform = new DoubleFFT_1D(rows);
        forEachBlock(plane.columns, (first, count) -> {
            double[][] lines = gathered(plane, first, count);
            for (double[] line : lines) {
                transform.complexForward(line);
                multiply(line, factors);
                transform.complexInverse(line, true);
            }
            putMagnitude(lines, result, first, plane.columns);
        });
        return new Plane(rows, plane.columns, result);
    }

    /** An image whose pixels are computed when they are needed. */
    interface Pixels {
        double at(int row, int column);
    }

    /**
     * The magnitude of the plane whose lines of k-space are those of several images of its size. Only eight columns of an
     * image are held at a time, however many images there are.
     *
     * @param images at least one
     * @param lineOf for each bin, which image its line is of
     */
    static Plane magnitude(int rows, int columns, List<Pixels> images, int[] lineOf) {
        double[] result = new double[rows * columns];
        DoubleFFT_1D transform = new DoubleFFT_1D(rows);
        forEachBlock(columns, (from, count) -> {
            double[][] lines = gathered(images.get(0), rows, from, count);
            for (double[] line : lines) {
                transform.complexForward(line);
            }
            for (int other = 1; other < images.size(); other++) {
                double[][] theirs = gathered(images.get(other), rows, from, count);
                for (int i = 0; i < count; i++) {
                    transform.complexForward(theirs[i]);
                    replace(lines[i], theirs[i], lineOf, other);
                }
            }
            for (double[] line : lines) {
                transform.complexInverse(line, true);
            }
            putMagnitude(lines, result, from, columns);
        });
        return new Plane(rows, columns, result);
    }

    private static void replace(double[] line, double[] other, int[] lineOf, int number) {
        for (int bin = 0; bin < lineOf.length; bin++) {
            if (lineOf[bin] == number) {
                line[2 * bin] = other[2 * bin];
                line[2 * bin + 1] = other[2 * bin + 1];
            }
        }
    }

    interface Work {
        void columns(int first, int count);
    }

    static void forEachBlock(int columns, Work work) {
        int blocks = (columns + BLOCK - 1) / BLOCK;
        IntStream.range(0, blocks)
                .parallel()
                .forEach(block -> work.columns(block * BLOCK, Math.min(BLOCK, columns - block * BLOCK)));
    }

    /** Columns as complex numbers. */
    static double[][] gathered(Plane plane, int first, int count) {
        return gathered((row, column) -> plane.values[row * plane.columns + column], plane.rows, first, count);
    }

    private static double[][] gathered(Pixels image, int rows, int first, int count) {
        double[][] lines = new double[count][2 * rows];
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < count; i++) {
                lines[i][2 * row] = image.at(row, first + i);
            }
        }
        return lines;
    }

    static void putMagnitude(double[][] lines, double[] result, int first, int columns) {
        int rows = lines[0].length / 2;
        for (int row = 0; row < rows; row++) {
            for (int i = 0; i < lines.length; i++) {
                double real = lines[i][2 * row];
                double imaginary = lines[i][2 * row + 1];
                result[row * columns + first + i] = Math.sqrt(real * real + imaginary * imaginary);
            }
        }
    }

    private static void multiply(double[] line, double[] factors) {
        for (int i = 0; i < line.length; i += 2) {
            double real = line[i] * factors[i] - line[i + 1] * factors[i + 1];
            line[i + 1] = line[i] * factors[i + 1] + line[i + 1] * factors[i];
            line[i] = real;
        }
    }
}
