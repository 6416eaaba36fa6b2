package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;

/**
 * The bilateral filter: a mean of the pixels around, weighted by nearness in place and in value.
 *
 * <p>Pixel p becomes the mean of the pixels q with |q - p| &lt;= {@code diameter} / 2, a disc, weighted by w =
 * exp(-|q - p|^2 / (2 sigmaSpace^2)) exp(-(I(q) - I(p))^2 / (2 sigmaColor^2)) (Tomasi and Manduchi, ICCV 1998, section
 * 2.1). At the border the image is mirrored on the edge pixel. Disc and border are those of cv2.bilateralFilter.
 *
 * <p>OpenCV takes the second factor of a float image from a table of 4096 steps over the image's range of values, with
 * linear interpolation; here it is a polynomial, right to 2e-5 of its value, and less than exp(-24) counts as 0. The
 * results differ by less than 1e-4 of the range, unless {@code sigmaColor} is less than some ten of OpenCV's steps.
 *
 * <p>Padding: padding pixels have the weight 0.
 *
 * <p>Example: {@code new BilateralFilter(9, 600, 75).denoise(slice)}.
 *
 * @param diameter of the disc in pixels: odd, 3..{@link #MAX_DIAMETER}
 * @param sigmaColor standard deviation of the weight by value, in the image's unit: at least {@link #MIN_SIGMA_COLOR}
 *     and finite
 * @param sigmaSpace standard deviation of the weight by distance in pixels: above 0 and finite
 */
public record BilateralFilter(int diameter, double sigmaColor, double sigmaSpace) implements Denoiser {
    public static final int MAX_DIAMETER = 51;
    /** What differences are divided by, in the image's unit; less than this could leave the numbers there are. */
    public static final double MIN_SIGMA_COLOR = 1e-15;

    private static final int BAND = 32;

    public BilateralFilter {
        if (diameter < 3 || diameter > MAX_DIAMETER || diameter % 2 == 0) {
            throw new IllegalArgumentException(
                    "the diameter of a bilateral filter is odd and 3.." + MAX_DIAMETER + ", not " + diameter);
        }
        if (!(sigmaColor >= MIN_SIGMA_COLOR && sigmaColor < Float.MAX_VALUE)) {
            throw new IllegalArgumentException("the color sigma of a bilateral filter is at least " + MIN_SIGMA_COLOR
                    + " and finite, not " + sigmaColor);
        }
        if (!(sigmaSpace > 0 && sigmaSpace < Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "the space sigma of a bilateral filter is above 0 and finite, not " + sigmaSpace);
        }
    }

    @Override
    public Slice denoise(Slice noisy) {
        Slice.Builder result = noisy.like();
        RowBands.forEach(
                noisy.rows(),
                BAND,
                (first, end) ->
                        new BilateralBand(noisy, first, end, diameter / 2, sigmaColor, sigmaSpace).computeInto(result));
        return result.build();
    }

    @Override
    public String name() {
        return "bilateral";
    }

    @Override
    public String describe() {
        return "bilateral(diameter=" + diameter + ", sigma-color=" + sigmaColor + ", sigma-space=" + sigmaSpace + ")";
    }

    @Override
    public int halo() {
        return diameter / 2;
    }
}
