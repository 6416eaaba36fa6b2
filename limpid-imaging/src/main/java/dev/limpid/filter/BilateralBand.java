package dev.limpid.filter;

import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bilateral filter of one band of rows.
 *
 * <p>The band's rows lie end to end with their margins, so that a neighbour is at a fixed distance from its pixel and
 * several rows make one long run. Runs sum w (I(q) - I(p)) and w over the neighbours in a fixed order; what is computed
 * in the margins is not used.
 */
final class BilateralBand {
    private static final int RUN = 2048;

    private final Slice noisy;
    private final int first;
    private final int end;
    private final int radius;
    private final int stride;
    private final double divisor;
    private final List<Neighbour> neighbours;
    /** Pixels, divided as {@link SimilarityWeight} wants them, and 1 where they are of the image, 0 at padding. */
    private final float[] pixels;

    private final float[] valid;
    private final boolean hasPadding;
    private final boolean nothingIsCut;
    private final int block;
    private final float[] here;
    private final float[] there;
    private final float[] pull;
    private final float[] weight;
    private final float[] scratch;
    private final float[] mask;

    /** A neighbour, {@code distance} pixels further in the band, and the weights by value at its distance. */
    private record Neighbour(int distance, SimilarityWeight weight) {}

    BilateralBand(Slice noisy, int first, int end, int radius, double sigmaColor, double sigmaSpace) {
        this.noisy = noisy;
        this.first = first;
        this.end = end;
        this.radius = radius;
        divisor = sigmaColor * SimilarityWeight.SIGMAS;
        RowReader reader = new RowReader(noisy, radius, Border.EDGE_ONCE);
        stride = reader.stride();
        int height = end - first + 2 * radius;
        pixels = new float[height * stride];
        valid = new float[noisy.hasPadding() ? height * stride : 0];
        boolean padding = false;
        for (int i = 0; i < height; i++) {
            padding |= reader.read(first - radius + i, pixels, valid, i * stride);
        }
        hasPadding = padding;
        Lanes.multiply(pixels, (float) (1 / divisor), pixels.length);
        nothingIsCut = SimilarityWeight.isSure(spread(pixels));
        neighbours = disc(radius, sigmaSpace, stride);
        block = Math.max(1, Math.min(end - first, RUN / stride));
        int run = block * stride;
        here = new float[run];
        there = new float[run];
        pull = new float[run];
        weight = new float[run];
        scratch = new float[run];
        mask = new float[hasPadding ? run : 0];
    }

    private static List<Neighbour> disc(int radius, double sigmaSpace, int stride) {
        List<Neighbour> neighbours = new ArrayList<>();
        for (int dy = -radius; dy <= radius; dy++) {
            for (int dx = -radius; dx <= radius; dx++) {
                int squared = dy * dy + dx * dx;
                if (squared > 0 && squared <= radius * radius) {
                    double factor = Math.exp(-squared / (2 * sigmaSpace * sigmaSpace));
                    neighbours.add(new Neighbour(dy * stride + dx, new SimilarityWeight(factor)));
                }
            }
        }
        return neighbours;
    }

    private static float spread(float[] values) {
        float low = values[0];
        float high = values[0];
        for (float value : values) {
            low = Math.min(low, value);
            high = Math.max(high, value);
        }
        return high - low;
    }

    void computeInto(Slice.Builder result) {
        float[] line = new float[noisy.columns()];
        for (int y = first; y < end; y += block) {
            int rows = Math.min(block, end - y);
            sum((y - first + radius) * stride + radius, rows * stride - 2 * radius);
            for (int i = 0; i < rows; i++) {
                finish(y + i, i * stride, line);
                result.row(y + i, 0, line.length, line, 0);
            }
        }
    }

    /** The sums for {@code count} pixels of the band, from its pixel {@code from} on. */
    private void sum(int from, int count) {
        System.arraycopy(pixels, from, here, 0, count);
        Arrays.fill(pull, 0);
        // A pixel is like itself.
        Arrays.fill(weight, 1);
        for (Neighbour neighbour : neighbours) {
            System.arraycopy(pixels, from + neighbour.distance, there, 0, count);
            if (hasPadding) {
                System.arraycopy(valid, from + neighbour.distance, mask, 0, count);
                neighbour.weight.add(here, there, mask, pull, weight, scratch, count);
            } else if (nothingIsCut) {
                neighbour.weight.addSure(here, there, pull, weight, count);
            } else {
                neighbour.weight.add(here, there, pull, weight, scratch, count);
            }
        }
    }

    private void finish(int y, int at, float[] line) {
        int columns = line.length;
        noisy.copyRow(y, 0, columns, line, 0);
        System.arraycopy(pull, at, here, 0, columns);
        System.arraycopy(weight, at, there, 0, columns);
        Lanes.addRatio(here, there, (float) divisor, line, columns);
        if (hasPadding) {
            for (int x = 0; x < columns; x++) {
                line[x] = noisy.isPadding(y * columns + x) ? noisy.at(y, x) : line[x];
            }
        }
    }
}
