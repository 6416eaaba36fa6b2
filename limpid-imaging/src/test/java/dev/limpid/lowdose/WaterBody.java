package dev.limpid.lowdose;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Section;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;

/** An elliptic cylinder of water in air, whose line integrals have a closed form. */
record WaterBody(double halfWidthMm, double halfHeightMm) {
    /** Its slice in HU, edge pixels by their middle. */
    Slice slice(int size, double pixelMm) {
        return slice(size, size, new PixelSpacing(pixelMm, pixelMm));
    }

    Slice slice(int rows, int columns, PixelSpacing spacing) {
        Slice.Builder builder = Slice.builder(rows, columns, Unit.HOUNSFIELD).spacing(spacing);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double x = (column - (columns - 1) / 2.0) * spacing.columnMm();
                double y = (row - (rows - 1) / 2.0) * spacing.rowMm();
                builder.set(row, column, holds(x, y) ? 0 : -1000);
            }
        }
        return builder.build();
    }

    boolean holds(double x, double y) {
        return Math.pow(x / halfWidthMm, 2) + Math.pow(y / halfHeightMm, 2) <= 1;
    }

    /** Chord of an ellipse at an angle and distance times mu (Kak and Slaney, 1988, equation 3.5). */
    double lineIntegral(double angle, double t) {
        double square = Math.pow(halfWidthMm * Math.cos(angle), 2) + Math.pow(halfHeightMm * Math.sin(angle), 2);
        return square <= t * t
                ? 0
                : 2 * AttenuationMap.WATER * halfWidthMm * halfHeightMm * Math.sqrt(square - t * t) / square;
    }

    static Slice at(Slice slice, Section section) {
        return Slice.builder(slice.rows(), slice.columns(), slice.unit())
                .spacing(slice.spacing().orElseThrow())
                .section(section)
                .rows(0, slice.rows(), slice.toArray())
                .build();
    }

    /** White noise of this deviation on top. */
    static Slice withNoise(Slice slice, double deviation, long seed) {
        float[] pixels = slice.toArray();
        PixelRandom random = new PixelRandom(seed, 0);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] += (float) (deviation * random.gaussian());
        }
        return slice.withPixels(pixels);
    }

    static Slice difference(Slice one, Slice other) {
        float[] pixels = one.toArray();
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] -= other.at(i);
        }
        return one.withPixels(pixels);
    }

    /** Root mean square within a square round the middle. */
    static double deviation(Slice slice, int half) {
        return deviation(slice, slice.rows() / 2, slice.columns() / 2, half);
    }

    static double deviation(Slice slice, int row, int column, int half) {
        double sum = 0;
        int count = 0;
        for (int y = row - half; y < row + half; y++) {
            for (int x = column - half; x < column + half; x++) {
                sum += slice.at(y, x) * slice.at(y, x);
                count++;
            }
        }
        return Math.sqrt(sum / count);
    }
}
