package dev.limpid.invariance;

import dev.limpid.image.Slice;
import dev.limpid.image.Unit;
import dev.limpid.network.invariance.PatchScale;
import java.util.Arrays;
import java.util.List;

/** Numbers of patches: means, differences, quantiles. */
final class Patches {
    private static final int RIM = 8;

    private Patches() {}

    static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    static double deviation(float[] values) {
        double mean = mean(values);
        double sum = 0;
        for (float value : values) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / values.length);
    }

    /**
     * The rim of a square patch, at each side, that no measure looks at: neither denoiser nor model knows what lies beyond it, and
     * what they make of it shows that.
     */
    static int rim(int edge) {
        return edge / RIM;
    }

    /** Whether a pixel of a square patch lies within its rim. */
    static boolean isInner(int pixel, int edge) {
        int rim = rim(edge);
        int row = pixel / edge;
        int column = pixel % edge;
        return row >= rim && row < edge - rim && column >= rim && column < edge - rim;
    }

    /** The values within the rim. */
    static float[] inner(float[] patch) {
        int edge = (int) Math.sqrt(patch.length);
        int rim = rim(edge);
        int count = edge - 2 * rim;
        float[] values = new float[count * count];
        for (int row = 0; row < count; row++) {
            System.arraycopy(patch, (row + rim) * edge + rim, values, row * count, count);
        }
        return values;
    }

    /** The patch with zeros for its rim. */
    static float[] withoutRim(float[] patch) {
        int edge = (int) Math.sqrt(patch.length);
        float[] values = patch.clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = isInner(i, edge) ? values[i] : 0;
        }
        return values;
    }

    /** The mean absolute difference of two square patches within their rims. */
    static double distance(float[] first, float[] second) {
        return mean(absolute(inner(difference(first, second))));
    }

    private static float[] absolute(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i]);
        }
        return values;
    }

    static float[] difference(float[] from, float[] taken) {
        float[] values = new float[from.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = from[i] - taken[i];
        }
        return values;
    }

    static float[] sum(float[] first, float[] second, double times) {
        float[] values = new float[first.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (first[i] + times * second[i]);
        }
        return values;
    }

    /** As networks see them, one behind the other. */
    static float[] toNetwork(List<float[]> patches) {
        int area = patches.get(0).length;
        float[] all = new float[patches.size() * area];
        for (int i = 0; i < patches.size(); i++) {
            for (int k = 0; k < area; k++) {
                all[i * area + k] = PatchScale.toNetwork(patches.get(i)[k]);
            }
        }
        return all;
    }

    /** The value that a part of all lies at or below, interpolated between neighbours. */
    static double quantile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    /**
     * What a fresh value lies below with a probability of at most {@code part}: the order statistic of that rank, since of n + 1
     * values alike in distribution each is as likely to be the fresh one.
     *
     * @throws IllegalArgumentException if there are fewer than 1 / part - 1 values
     */
    static double lowerLimit(double[] values, double part) {
        int rank = (int) Math.floor(part * (values.length + 1) + 1e-9);
        if (rank < 1) {
            throw new IllegalArgumentException(values.length + " values have no limit of " + part);
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[rank - 1];
    }

    /** A patch of a slice in HU. */
    static float[] cut(Slice image, int row, int column, int edge) {
        if (image.unit() != Unit.HOUNSFIELD) {
            throw new IllegalArgumentException("the analysis is for CT in HU, and this image is in "
                    + image.unit().symbol());
        }
        if (row < 0 || column < 0 || row + edge > image.rows() || column + edge > image.columns()) {
            throw new IllegalArgumentException("a patch of " + edge + " x " + edge + " pixels at row " + row
                    + ", column " + column + " does not lie within the " + image.rows() + " x " + image.columns()
                    + " pixels of the image");
        }
        float[] patch = new float[edge * edge];
        for (int r = 0; r < edge; r++) {
            image.copyRow(row + r, column, edge, patch, r * edge);
        }
        return patch;
    }
}
