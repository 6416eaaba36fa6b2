package dev.limpid.degrade;

import dev.limpid.image.Slice;

/** The two-dimensional discrete Fourier transform by its definition: the oracle of whatever is done in k-space. */
final class PlainTransform {
    final int rows;
    final int columns;
    final double[][] real;
    final double[][] imaginary;

    private PlainTransform(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.real = new double[rows][columns];
        this.imaginary = new double[rows][columns];
    }

    static PlainTransform of(Slice slice) {
        PlainTransform image = new PlainTransform(slice.rows(), slice.columns());
        for (int i = 0; i < slice.size(); i++) {
            image.real[i / slice.columns()][i % slice.columns()] = slice.at(i);
        }
        return image.transformed(-1);
    }

    /** The image again. */
    PlainTransform inverse() {
        PlainTransform image = transformed(1);
        for (int i = 0; i < rows * columns; i++) {
            image.real[i / columns][i % columns] /= rows * columns;
            image.imaginary[i / columns][i % columns] /= rows * columns;
        }
        return image;
    }

    /** Multiplies the line of a frequency. */
    void multiplyLine(int bin, double factorReal, double factorImaginary) {
        for (int x = 0; x < columns; x++) {
            double re = real[bin][x];
            double im = imaginary[bin][x];
            real[bin][x] = re * factorReal - im * factorImaginary;
            imaginary[bin][x] = re * factorImaginary + im * factorReal;
        }
    }

    double magnitude(int row, int column) {
        return Math.hypot(real[row][column], imaginary[row][column]);
    }

    /** Of k-space; that of the image is this divided by the number of pixels (Parseval). */
    double energy() {
        double sum = 0;
        for (int i = 0; i < rows * columns; i++) {
            sum += Math.pow(magnitude(i / columns, i % columns), 2);
        }
        return sum;
    }

    private PlainTransform transformed(int sign) {
        PlainTransform result = new PlainTransform(rows, columns);
        for (int ky = 0; ky < rows; ky++) {
            for (int kx = 0; kx < columns; kx++) {
                for (int y = 0; y < rows; y++) {
                    for (int x = 0; x < columns; x++) {
                        double phase = sign * 2 * Math.PI * ((double) ky * y / rows + (double) kx * x / columns);
                        double cos = Math.cos(phase);
                        double sin = Math.sin(phase);
                        result.real[ky][kx] += real[y][x] * cos - imaginary[y][x] * sin;
                        result.imaginary[ky][kx] += real[y][x] * sin + imaginary[y][x] * cos;
                    }
                }
            }
        }
        return result;
    }
}
