package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The local Wiener filter: every pixel is drawn towards the mean around it, the more the less its surroundings vary
 * beyond the noise.
 *
 * <p>With the mean m and the variance v = mean of squares - m^2 of the {@code size x size} pixels around, a pixel I
 * becomes m + (1 - n / v) (I - m), or m where v is less than the noise variance n (Lee, IEEE TPAMI 2(2), 1980; Lim,
 * Two-Dimensional Signal and Image Processing, 1990, p. 548). When the noise is not given, n is the mean
 * of all v. With the border of zeros this is scipy.signal.wiener.
 *
 * <p>Border: {@link Edge#ZERO} continues the image by zeros in its own unit, as scipy does. Where the image is not near
 * 0 at its edge, that draws the edge towards 0 and raises the variance there: positive values darken, but in HU, where 0
 * is water, air at -1000 beside it brightens. The raised variances enter the estimate of the noise, so that the whole
 * image is smoothed more; with a given noise they leave the edge smoothed less. {@link Edge#REFLECT}, where the edge
 * pixel repeats, does none of this.
 *
 * <p>Padding: means, variances and the estimate of the noise are over image pixels alone.
 *
 * <p>When the noise is estimated, the result depends on the whole slice, and {@link #halo()} says so.
 *
 * <p>Example: {@code new WienerFilter(3, OptionalDouble.empty(), WienerFilter.Edge.ZERO).denoise(slice)}.
 *
 * @param size side of the window in pixels: odd, 3..{@link #MAX_SIZE}
 * @param noise standard deviation of the noise in the image's unit, at least 0 (0 changes nothing); empty for the root of
 *     the mean of the local variances
 * @param edge how the image is continued
 */
public record WienerFilter(int size, OptionalDouble noise, Edge edge) implements Denoiser {
    public static final int MAX_SIZE = 101;

    private static final int BAND = 64;
    private static final int WHOLE_SLICE = 1 << 16;

    /** How the image is continued beyond its border. */
    public enum Edge {
        /** By zeros in the image's unit, water on CT in HU: {@code 0 0 | a b c d | 0 0}. */
        ZERO(Border.ZERO),
        /** By its mirror image, in which the edge pixel repeats: {@code b a | a b c d | d c}. */
        REFLECT(Border.EDGE_REPEATED);

        private final Border border;

        Edge(Border border) {
            this.border = border;
        }
    }

    public WienerFilter {
        if (size < 3 || size > MAX_SIZE || size % 2 == 0) {
            throw new IllegalArgumentException(
                    "the size of a Wiener filter is odd and 3.." + MAX_SIZE + ", not " + size);
        }
        if (noise.isPresent() && !(noise.getAsDouble() >= 0 && noise.getAsDouble() < Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "the noise of a Wiener filter is at least 0 and finite, not " + noise.getAsDouble());
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        LocalMoments moments = new LocalMoments(noisy.rows(), noisy.columns());
        RowBands.forEach(
                noisy.rows(), BAND, (first, end) -> moments.computeBand(noisy, size / 2, edge.border, first, end));
        double deviation = noise.orElse(0);
        float power = (float) (noise.isPresent() ? deviation * deviation : moments.meanVariance());
        Slice.Builder result = noisy.like();
        RowBands.forEach(noisy.rows(), BAND, (first, end) -> {
            float[] line = new float[noisy.columns()];
            for (int y = first; y < end; y++) {
                noisy.copyRow(y, 0, line.length, line, 0);
                shrink(line, moments.mean(y), moments.variance(y), power);
                restorePadding(noisy, y, line);
                result.row(y, 0, line.length, line, 0);
            }
        });
        return result.build();
    }

    private static void shrink(float[] line, float[] mean, float[] variance, float noise) {
        for (int x = 0; x < line.length; x++) {
            // No more variance than noise, or none at all: nothing but the mean is left.
            float kept = variance[x] > noise ? 1 - noise / variance[x] : 0;
            line[x] = mean[x] + kept * (line[x] - mean[x]);
        }
    }

    private static void restorePadding(Slice noisy, int y, float[] line) {
        for (int x = 0; x < line.length && noisy.hasPadding(); x++) {
            line[x] = noisy.isPadding(y * line.length + x) ? noisy.at(y, x) : line[x];
        }
    }

    @Override
    public String name() {
        return "wiener";
    }

    @Override
    public String describe() {
        return "wiener(size=" + size + ", noise=" + (noise.isPresent() ? noise.getAsDouble() : "auto") + ", border="
                + edge.name().toLowerCase(Locale.ROOT) + ")";
    }

    @Override
    public int halo() {
        return noise.isPresent() ? size / 2 : WHOLE_SLICE;
    }
}
