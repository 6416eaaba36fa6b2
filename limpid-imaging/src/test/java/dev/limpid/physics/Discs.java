package dev.limpid.physics;

import dev.limpid.degrade.PixelRandom;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.observer.Detectability;

/** Planes with a disc whose truth is known in closed form. */
final class Discs {
    private Discs() {}

    /**
     * A disc convolved with a Gaussian, by the integral over chords of the difference of two normal distribution functions, sampled
     * at the middles of pixels.
     */
    static Slice blurred(int size, PixelSpacing spacing, Insert insert, double sigmaMm, double base, double contrast) {
        double radius = insert.radiusMm();
        double[] profile = new double[(int) (3 * radius / 0.02)];
        for (int k = 0; k < profile.length; k++) {
            profile[k] = blurredAt(k * 0.02, radius, sigmaMm);
        }
        Slice.Builder slice = Slice.builder(size, size, Unit.HOUNSFIELD).spacing(spacing);
        for (int i = 0; i < size * size; i++) {
            double x = (i % size - insert.column()) * spacing.columnMm();
            double y = (i / size - insert.row()) * spacing.rowMm();
            double at = Math.hypot(x, y) / 0.02;
            int k = (int) at;
            double covered = k + 1 < profile.length ? profile[k] + (at - k) * (profile[k + 1] - profile[k]) : 0;
            slice.set(i, (float) (base + contrast * covered));
        }
        return slice.build();
    }

    private static double blurredAt(double x, double radius, double sigma) {
        int steps = 400;
        double reach = Math.min(radius, 6 * sigma);
        double sum = 0;
        for (int i = 0; i < steps; i++) {
            double y = -reach + (i + 0.5) * 2 * reach / steps;
            double chord = Math.sqrt(radius * radius - y * y);
            double weight = Math.exp(-y * y / (2 * sigma * sigma)) / (sigma * Math.sqrt(2 * Math.PI));
            sum += weight * (normal((chord - x) / sigma) - normal((-chord - x) / sigma));
        }
        return sum * 2 * reach / steps;
    }

    private static double normal(double z) {
        return Detectability.auc(z * Math.sqrt(2));
    }

    static Slice withNoise(Slice slice, double deviation, long seed) {
        Slice.Builder noisy = slice.like();
        PixelRandom random = new PixelRandom(seed, 0);
        for (int i = 0; i < slice.size(); i++) {
            noisy.set(i, (float) (slice.at(i) + deviation * random.gaussian()));
        }
        return noisy.build();
    }
}
