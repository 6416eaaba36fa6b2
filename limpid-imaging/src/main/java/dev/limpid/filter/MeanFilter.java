package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.util.Arrays;

/**
 * The mean of the {@code size x size} pixels around each pixel: result(y, x) = sum over |j|, |i| &lt;= size / 2 of
 * noisy(y + j, x + i) / size^2.
 *
 * <p>The edge pixel repeats at the border, as in scipy.ndimage.uniform_filter. cv2.blur gives the same pixels at
 * {@code size / 2} or more from the border, where it mirrors on the edge pixel. A constant image is returned bit for
 * bit. There are no running sums, which would drift: the time grows with the size, by a vector operation a pixel.
 *
 * <p>Padding: the mean is over the image pixels under the window, those of each column and then those of the columns
 * weighted by their number (normalised convolution).
 *
 * <p>Example: {@code new MeanFilter(3).denoise(slice)}.
 *
 * @param size side of the window in pixels: odd, 1..{@link #MAX_SIZE}
 */
public record MeanFilter(int size) implements Denoiser {
    public static final int MAX_SIZE = 101;

    public MeanFilter {
        if (size < 1 || size > MAX_SIZE || size % 2 == 0) {
            throw new IllegalArgumentException("the size of a mean is odd and 1.." + MAX_SIZE + ", not " + size);
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        if (size == 1) {
            return noisy;
        }
        float[] kernel = new float[size / 2 + 1];
        Arrays.fill(kernel, 1f / size);
        return SeparableBand.convolve(noisy, kernel);
    }

    @Override
    public String name() {
        return "mean";
    }

    @Override
    public String describe() {
        return "mean(size=" + size + ")";
    }

    @Override
    public int halo() {
        return size / 2;
    }
}
