package dev.limpid.metric;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import java.util.Arrays;

/**
 * Where the removed part of an image still has structure, in standard deviations of what noise would give there.
 *
 * <p>With r = input - output:
 *
 * <ol>
 *   <li>the local noise variance is that of the differences (a - b - c + d) / 2 of 2 x 2 pixels of r, which straight
 *       edges along the grid do not enter, averaged with a Gaussian of {@link #NOISE_WINDOW} pixels;
 *   <li>r is summed along a line through the pixel in each of four directions, with Gaussian weights of
 *       {@link #LINE_LENGTH} pixels and unit energy; divided by the local noise, white noise gives a standard normal
 *       value in each direction, an edge that was removed adds up along itself;
 *   <li>where noise is correlated (as in CT), these values are too wide everywhere: each direction is divided by its
 *       own median absolute deviation over the image when that is above 1. Structure then means more than is typical
 *       of this image;
 *   <li>the largest magnitude of the four is translated to the magnitude that a single normal value exceeds as seldom.
 * </ol>
 *
 * <p>So for pure white noise the values are distributed like the magnitude of a standard normal value: above 3 in
 * {@link #NOMINAL_FRACTION_ABOVE_3} of the pixels (a little more, since the local noise is itself estimated). A removed
 * edge, vessel or nodule rim lights up along itself.
 *
 * <p>Example: {@code Slice map = StructureMap.of(input, output); double share = StructureMap.fractionAbove(map, 3);}
 */
public final class StructureMap {
    /** Standard deviation, in pixels, of the window in which the strength of the noise is estimated. */
    public static final double NOISE_WINDOW = 4;
    /** Standard deviation, in pixels, of the weights along a line. */
    public static final double LINE_LENGTH = 2;
    /** The share of a normal distribution beyond three standard deviations on both sides. */
    public static final double NOMINAL_FRACTION_ABOVE_3 = 0.0027;
    /** No value is larger. */
    public static final float MAX = 99;

    /** Differences below this part of the largest pixel magnitude are rounding, not noise. */
    private static final float ROUNDING = 0x1p-20f;

    private StructureMap() {}

    /**
     * The map, of the input's size; 0 at padding.
     *
     * @throws IllegalArgumentException if sizes or units differ
     */
    public static Slice of(Slice input, Slice output) {
        Removed removed = Removed.of(input, output);
        int columns = removed.columns;
        float floor = ROUNDING * largestMagnitude(input) + Float.MIN_NORMAL;
        float[] noise = localNoise(removed);
        LineSums lines = new LineSums(removed, LINE_LENGTH);
        float[] sum = new float[columns];
        float[] scale = new float[LineSums.DIRECTIONS];
        for (int direction = 0; direction < scale.length; direction++) {
            RobustScale typical = new RobustScale();
            for (int y = 0; y < removed.rows; y++) {
                lines.row(y, direction, sum);
                for (int x = 0; x < columns; x++) {
                    int i = y * columns + x;
                    if (noise[i] > floor && !removed.isPadding(i)) {
                        typical.add(sum[x] / noise[i]);
                    }
                }
            }
            scale[direction] = (float) Math.max(1, typical.standardDeviation());
        }
        Slice.Builder map = Slice.builder(removed.rows, columns, Unit.ARBITRARY);
        input.spacing().ifPresent(map::spacing);
        input.padding().ifPresent(map::padding);
        float[] largest = new float[columns];
        for (int y = 0; y < removed.rows; y++) {
            Arrays.fill(largest, 0);
            for (int direction = 0; direction < scale.length; direction++) {
                lines.row(y, direction, sum);
                for (int x = 0; x < columns; x++) {
                    float local = Math.max(noise[y * columns + x], floor) * scale[direction];
                    largest[x] = Math.max(largest[x], Math.abs(sum[x]) / local);
                }
            }
            for (int x = 0; x < columns; x++) {
                int i = y * columns + x;
                map.set(i, removed.isPadding(i) ? 0 : Math.min(MAX, NormalMaximum.equivalent(largest[x])));
            }
        }
        return map.build();
    }

    /** The share of the pixels of a map, less padding, that are above {@code value}. */
    public static double fractionAbove(Slice map, double value) {
        long above = 0;
        long total = 0;
        for (int i = 0; i < map.size(); i++) {
            if (!map.isPadding(i)) {
                total++;
                above += map.at(i) > value ? 1 : 0;
            }
        }
        return total == 0 ? 0 : (double) above / total;
    }

    private static float largestMagnitude(Slice slice) {
        float largest = 0;
        for (int i = 0; i < slice.size(); i++) {
            largest = slice.isPadding(i) ? largest : Math.max(largest, Math.abs(slice.at(i)));
        }
        return largest;
    }

    private static float[] localNoise(Removed removed) {
        int columns = removed.columns;
        float[] r = removed.pixels;
        float[] energy = new float[r.length];
        float[] weight = new float[r.length];
        for (int y = 0; y + 1 < removed.rows; y++) {
            for (int x = 0; x + 1 < columns; x++) {
                int i = y * columns + x;
                int below = i + columns;
                boolean padding = removed.hasPadding()
                        && (removed.isPadding(i)
                                || removed.isPadding(i + 1)
                                || removed.isPadding(below)
                                || removed.isPadding(below + 1));
                if (!padding) {
                    float difference = 0.5f * (r[i] - r[i + 1] - r[below] + r[below + 1]);
                    energy[i] = difference * difference;
                    weight[i] = 1;
                }
            }
        }
        Smoothing.inPlace(energy, columns, NOISE_WINDOW);
        Smoothing.inPlace(weight, columns, NOISE_WINDOW);
        for (int i = 0; i < energy.length; i++) {
            energy[i] = weight[i] > 0 ? (float) Math.sqrt(energy[i] / weight[i]) : 0;
        }
        return energy;
    }
}
