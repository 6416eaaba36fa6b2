package dev.limpid.model;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Arrays;
import java.util.BitSet;

/**
 * The part of a slice where a scanner wrote one value far below its range without declaring it as padding (CT: -2000,
 * -2048 or -3024 outside the field of view), told from the rest although noise lies on it.
 *
 * <p>Its level is the median of the pixels whose neighbourhood's mean lies {@link #BELOW} of the range's width below the
 * range. Pixels belong to it whose neighbourhood is nearer to the level than to the bottom of the range, and which
 * themselves lie within {@link #REACH} of the level, so that neither air nor a second value of fill is taken for it.
 */
final class Fill {
    private static final double BELOW = 0.25;
    static final double REACH = 0.35;
    private static final int RADIUS = 2;

    private final float level;
    private final BitSet pixels;

    private Fill(float level, BitSet pixels) {
        this.level = level;
        this.pixels = pixels;
    }

    /** The fill of a slice; none where nothing lies far below the range. */
    static Fill of(Slice slice, IntensityRange range) {
        float candidate = range.denormalise((float) -BELOW);
        float[] found = new float[64];
        int count = 0;
        for (int i = 0; i < slice.size(); i++) {
            if (!slice.isPadding(i) && slice.at(i) < candidate && mean(slice, i) < candidate) {
                found = count == found.length ? Arrays.copyOf(found, 2 * count) : found;
                found[count++] = slice.at(i);
            }
        }
        BitSet pixels = new BitSet();
        if (count == 0) {
            return new Fill(range.low(), pixels);
        }
        Arrays.sort(found, 0, count);
        float level = found[count / 2];
        float between = (level + range.low()) / 2;
        for (int i = 0; i < slice.size(); i++) {
            boolean near = Math.abs(slice.at(i) - level) <= REACH * range.width();
            if (near && !slice.isPadding(i) && mean(slice, i) < between) {
                pixels.set(i);
            }
        }
        return new Fill(level, pixels);
    }

    /** Whether a pixel, by its row-major index, is fill. */
    boolean has(int index) {
        return pixels.get(index);
    }

    /** The value that was written there, in the image's unit. */
    float level() {
        return level;
    }

    /** Over the 5 x 5 pixels around one that are no padding, as far as there are. */
    private static double mean(Slice slice, int index) {
        int row = index / slice.columns();
        int column = index % slice.columns();
        double sum = 0;
        int count = 0;
        for (int r = Math.max(0, row - RADIUS); r <= Math.min(slice.rows() - 1, row + RADIUS); r++) {
            for (int c = Math.max(0, column - RADIUS); c <= Math.min(slice.columns() - 1, column + RADIUS); c++) {
                int at = r * slice.columns() + c;
                if (!slice.isPadding(at)) {
                    sum += slice.at(at);
                    count++;
                }
            }
        }
        return sum / count;
    }
}
