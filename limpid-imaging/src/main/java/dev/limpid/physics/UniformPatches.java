package dev.limpid.physics;

import dev.limpid.filter.GaussianFilter;
import dev.limpid.image.PixelSpacing;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Where a noise power spectrum can be measured: squares of soft tissue or water that do not overlap and hold neither an edge nor a
 * hole in the noise. They are about as noisy as the slice is elsewhere ({@link NoiseLevel}), and after a Gaussian of 2 mm none of
 * their pixels is much further from the mean than in the most even quarter of all squares. The largest squares are taken of which
 * there are enough: they tell low frequencies best. A square in which most pixels equal their neighbour was computed and has no noise.
 */
public final class UniformPatches {
    private static final double[] SIDES_MM = {45, 32, 24, 16, 12};
    private static final double LOW = -60;
    private static final double HIGH = 160;
    private static final double NEAR = 0.25;
    private static final double SMOOTHING_MM = 2;
    private static final double MOST_UNEVEN = 1.5;
    private static final int ENOUGH = 4;

    private UniformPatches() {}

    /**
     * The squares, row by row; empty where the slice has no such place, or no noise.
     *
     * @throws IllegalArgumentException if the slice is not in HU or has no spacing
     */
    public static List<Window> of(Slice slice) {
        List<Window> most = List.of();
        for (double side : SIDES_MM) {
            List<Window> found = apart(slice, EvenWindows.of(slice, side, LOW, HIGH));
            if (found.size() >= ENOUGH) {
                return found;
            }
            most = found.isEmpty() ? most : found;
        }
        return most;
    }

    private static List<Window> apart(Slice slice, List<Window> windows) {
        OptionalDouble level = NoiseLevel.of(windows);
        if (level.isEmpty()) {
            return List.of();
        }
        PixelSpacing spacing = slice.spacing().orElseThrow();
        double sigma = SMOOTHING_MM / Math.sqrt(spacing.rowMm() * spacing.columnMm());
        Slice smooth = new GaussianFilter(Math.max(0.2, Math.min(GaussianFilter.MAX_SIGMA, sigma))).denoise(slice);
        double[] uneven = windows.stream()
                .mapToDouble(window -> unevenness(smooth, window))
                .toArray();
        double most = MOST_UNEVEN * Arrays.stream(uneven).sorted().toArray()[uneven.length / 4];
        List<Window> taken = new ArrayList<>();
        for (int i = 0; i < uneven.length; i++) {
            Window window = windows.get(i);
            boolean near = Math.abs(window.deviation() / level.getAsDouble() - 1) < NEAR;
            if (near
                    && uneven[i] <= most
                    && hasNoise(slice, window)
                    && taken.stream().noneMatch(other -> overlap(window, other))) {
                taken.add(window);
            }
        }
        return taken;
    }

    /** How far a pixel is from the mean at most. */
    private static double unevenness(Slice smooth, Window window) {
        double sum = 0;
        double least = Double.MAX_VALUE;
        double most = -Double.MAX_VALUE;
        for (int row = window.row(); row < window.row() + window.rows(); row++) {
            for (int column = window.column(); column < window.column() + window.columns(); column++) {
                double value = smooth.at(row, column);
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        double mean = sum / window.rows() / window.columns();
        return Math.max(most - mean, mean - least);
    }

    private static boolean hasNoise(Slice slice, Window window) {
        int equal = 0;
        for (int row = window.row(); row < window.row() + window.rows(); row++) {
            for (int column = window.column() + 1; column < window.column() + window.columns(); column++) {
                equal += slice.at(row, column) == slice.at(row, column - 1) ? 1 : 0;
            }
        }
        return 2 * equal < window.rows() * window.columns();
    }

    private static boolean overlap(Window one, Window other) {
        return Math.abs(one.row() - other.row()) < one.rows()
                && Math.abs(one.column() - other.column()) < one.columns();
    }
}
