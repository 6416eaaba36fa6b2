package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;

/**
 * The median of the {@code size x size} pixels around each pixel.
 *
 * <p>Exact: every result is one of the input's values, compared as numbers, not as bins of a histogram. Small windows
 * use a network of comparisons on whole rows at a time; large ones a sliding histogram over the ranks of the values
 * (Huang, Yang and Tang, IEEE TASSP 27(1), 1979), so that the time per pixel grows with the size and not its square.
 * The edge pixel repeats at the border, as in scipy.ndimage.median_filter.
 *
 * <p>Padding: the median is over the image pixels in the window; of an even number, the lower of the middle two.
 *
 * <p>Example: {@code new MedianFilter(3).denoise(slice)}.
 *
 * @param size side of the window in pixels: odd, 1..{@link #MAX_SIZE}
 */
public record MedianFilter(int size) implements Denoiser {
    public static final int MAX_SIZE = 101;

    /** The largest size for which the network is faster than the histogram. */
    private static final int LARGEST_NETWORK = 7;

    private static final int NETWORK_BAND = 32;
    private static final int HISTOGRAM_BAND = 64;

    public MedianFilter {
        if (size < 1 || size > MAX_SIZE || size % 2 == 0) {
            throw new IllegalArgumentException("the size of a median is odd and 1.." + MAX_SIZE + ", not " + size);
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        if (size == 1) {
            return noisy;
        }
        Slice.Builder result = noisy.like();
        if (size <= LARGEST_NETWORK) {
            RowBands.forEach(
                    noisy.rows(), NETWORK_BAND, (first, end) -> NetworkMedian.band(noisy, size, first, end, result));
        } else {
            RowBands.forEach(
                    noisy.rows(),
                    HISTOGRAM_BAND,
                    (first, end) -> HistogramMedian.band(noisy, size, first, end, result));
        }
        return result.build();
    }

    @Override
    public String name() {
        return "median";
    }

    @Override
    public String describe() {
        return "median(size=" + size + ")";
    }

    @Override
    public int halo() {
        return size / 2;
    }
}
