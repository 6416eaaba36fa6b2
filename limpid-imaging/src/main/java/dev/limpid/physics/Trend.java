package dev.limpid.physics;

import dev.limpid.image.Slice;

/** The polynomial of second order in row and column that fits a window best, by an orthonormal basis of its pixels. */
final class Trend {
    private static final int TERMS = 6;

    private final int columns;
    private final double[][] basis;

    Trend(int rows, int columns) {
        this.columns = columns;
        basis = new double[TERMS][rows * columns];
        for (int i = 0; i < rows * columns; i++) {
            double y = (i / columns - (rows - 1) / 2.0) / rows;
            double x = (i % columns - (columns - 1) / 2.0) / columns;
            double[] terms = {1, y, x, y * x, y * y, x * x};
            for (int term = 0; term < TERMS; term++) {
                basis[term][i] = terms[term];
            }
        }
        for (int term = 0; term < TERMS; term++) { // Gram and Schmidt.
            for (int before = 0; before < term; before++) {
                add(basis[term], basis[before], -dot(basis[term], basis[before]));
            }
            double length = Math.sqrt(dot(basis[term], basis[term]));
            for (int i = 0; i < basis[term].length; i++) {
                basis[term][i] /= length;
            }
        }
    }

    /** A window's pixels without their trend, row-major. */
    double[] rest(Slice slice, Window window) {
        double[] rest = new double[window.rows() * window.columns()];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = slice.at(window.row() + i / columns, window.column() + i % columns);
        }
        for (double[] term : basis) {
            add(rest, term, -dot(rest, term));
        }
        return rest;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int i = 0; i < to.length; i++) {
            to[i] += times * what[i];
        }
    }
}
