package dev.limpid.dicom;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.io.IOException;
import java.util.Arrays;

/** The 0.5 to 99.5 percentile of an image without a natural range: of every pixel, or an even sample of a large one. */
final class PercentileRange {
    private static final int MOST_FRAMES = 8;
    private static final int MOST_PIXELS = 1 << 18;

    private PercentileRange() {}

    /** Padding does not count; a constant image gets a range of width 1. */
    static IntensityRange of(DicomImage image) throws IOException {
        int frames = Math.min(MOST_FRAMES, image.frames());
        float[] values = new float[0];
        for (int i = 0; i < frames; i++) {
            float[] some = sample(image.frame((int) ((2L * i + 1) * image.frames() / (2L * frames))));
            int before = values.length;
            values = Arrays.copyOf(values, before + some.length);
            System.arraycopy(some, 0, values, before, some.length);
        }
        Arrays.sort(values);
        float low = values.length == 0 ? 0 : percentile(values, 0.005);
        float high = values.length == 0 ? 0 : percentile(values, 0.995);
        return new IntensityRange(low, high > low ? high : low + Math.max(1, Math.ulp(low)));
    }

    private static float[] sample(Slice slice) {
        // An odd step, so that in a picture of even width the samples do not stand in columns.
        int step = slice.size() / MOST_PIXELS | 1;
        float[] values = new float[slice.size() / step + 1];
        int count = 0;
        for (int i = 0; i < slice.size(); i += step) {
            if (!slice.isPadding(i)) {
                values[count++] = slice.at(i);
            }
        }
        return Arrays.copyOf(values, count);
    }

    /** Linear between closest ranks, as numpy's default. */
    private static float percentile(float[] sorted, double fraction) {
        double rank = fraction * (sorted.length - 1);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return (float) (sorted[below] + (rank - below) * ((double) sorted[above] - sorted[below]));
    }
}
