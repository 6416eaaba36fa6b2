package dev.limpid.filter;

import dev.limpid.image.Denoiser;
import dev.limpid.image.Slice;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Thresholding of wavelet coefficients, with the threshold of BayesShrink for each band.
 *
 * <p>The slice is decomposed by an orthogonal wavelet into bands of detail at each level and one coarse image, each band
 * is thresholded, and the slice is put together again. The threshold of a band whose coefficients have the mean square
 * s^2 is sigma^2 / sqrt(s^2 - sigma^2), and infinite (the band is dropped) where s^2 is not above sigma^2 (Chang, Yu and
 * Vetterli, IEEE TIP 9(9), 2000). The noise sigma, when it is not given, is the median magnitude of
 * the finest diagonal coefficients that are not 0, divided by 0.6745 (Donoho and Johnstone, Biometrika 81(3), 1994,
 * section 4.2). At the border the edge pixel repeats; slices of any size are decomposed as PyWavelets does. This is
 * skimage.restoration.denoise_wavelet of a float image.
 *
 * <p>The number of levels is by default three less than the most there can be, log2(shorter side / (filter length - 1))
 * rounded down, but at least one, as in scikit-image.
 *
 * <p>Padding: is replaced before by the nearest image pixel of its row, or of the nearest row that has image pixels.
 * Coefficients that see padding count neither for the noise nor for the mean square of their band.
 *
 * <p>Every pixel depends on the whole slice, and {@link #halo()} says so. A slice in which no noise is found is returned
 * as it is.
 *
 * <p>Example: {@code WaveletFilter.automatic().denoise(slice)}.
 *
 * @param wavelet the wavelet
 * @param shrinkage soft or hard
 * @param sigma standard deviation of the noise in the image's unit, at least 0 (0 changes nothing); empty to estimate it
 *     from each slice
 * @param levels levels of decomposition, 1..{@link #MAX_LEVELS}; empty for the default above
 */
public record WaveletFilter(Wavelet wavelet, Shrinkage shrinkage, OptionalDouble sigma, OptionalInt levels)
        implements Denoiser {
    public static final int MAX_LEVELS = 16;

    private static final int COARSE_LEVELS = 3;
    private static final int WHOLE_SLICE = 1 << 16;

    public WaveletFilter {
        if (sigma.isPresent() && !(sigma.getAsDouble() >= 0 && sigma.getAsDouble() < Float.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "sigma of a wavelet filter is at least 0 and finite, not " + sigma.getAsDouble());
        }
        if (levels.isPresent() && (levels.getAsInt() < 1 || levels.getAsInt() > MAX_LEVELS)) {
            throw new IllegalArgumentException(
                    "a wavelet filter has 1.." + MAX_LEVELS + " levels, not " + levels.getAsInt());
        }
    }

    /** Soft thresholds in Haar's wavelet, with the noise from each slice: scikit-image's defaults. */
    public static WaveletFilter automatic() {
        return new WaveletFilter(Wavelet.DB1, Shrinkage.SOFT, OptionalDouble.empty(), OptionalInt.empty());
    }

    @Override
    public Slice denoise(Slice noisy) {
        if (sigma.isPresent() && sigma.getAsDouble() == 0) {
            return noisy;
        }
        ImagePlane plane = ImagePlane.of(noisy);
        List<WaveletLevel> pyramid = new ArrayList<>();
        List<boolean[][]> counted = new ArrayList<>();
        WaveletLevel level = WaveletLevel.analyse(plane.rows(), noisy.columns(), wavelet);
        boolean[][] mask = BayesShrink.coarser(plane.valid(), wavelet);
        pyramid.add(level);
        counted.add(mask);
        double noise = sigma.orElseGet(() -> BayesShrink.noise(pyramid.get(0), counted.get(0)));
        if (noise == 0) {
            return noisy;
        }
        for (int i = levelsOf(noisy); i > 1; i--) {
            level = WaveletLevel.analyse(level.low, level.halfColumns, wavelet);
            mask = BayesShrink.coarser(mask, wavelet);
            pyramid.add(level);
            counted.add(mask);
        }
        for (int i = pyramid.size() - 1; i > 0; i--) {
            new BayesShrink(noise, shrinkage).shrink(pyramid.get(i), counted.get(i));
            pyramid.get(i - 1).replaceCoarse(pyramid.get(i).synthesise());
        }
        new BayesShrink(noise, shrinkage).shrink(pyramid.get(0), counted.get(0));
        return plane.result(noisy, pyramid.get(0).synthesise());
    }

    private int levelsOf(Slice slice) {
        return levels.orElse(Math.max(wavelet.mostLevels(slice.rows(), slice.columns()) - COARSE_LEVELS, 1));
    }

    @Override
    public String name() {
        return "wavelet";
    }

    @Override
    public String describe() {
        return "wavelet(wavelet=" + wavelet.label() + ", mode="
                + shrinkage.name().toLowerCase(Locale.ROOT) + ", sigma="
                + (sigma.isPresent() ? sigma.getAsDouble() : "auto") + ", levels="
                + (levels.isPresent() ? levels.getAsInt() : "auto") + ")";
    }

    @Override
    public int halo() {
        return WHOLE_SLICE;
    }
}
