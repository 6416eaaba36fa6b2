package dev.limpid.explain;

import dev.limpid.image.IntensityRange;
import dev.limpid.image.Slice;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * SmoothGrad (Smilkov et al., arXiv 1706.03825): the mean map of copies of an image with Gaussian noise. The published range of
 * good noise levels is 10 to 20 % of the image's own range; here it is a share of the intensity range, and the same noise for every
 * image of a size, so that two can be compared.
 */
final class SmoothGrad {
    static final int COPIES = 16;
    static final int PERCENT = 15;

    private static final long SEED = 1706_03825;

    private SmoothGrad() {}

    /** @param range of which the noise is a share: the same for an image before and after denoising */
    static Slice of(Slice image, IntensityRange range, UnaryOperator<Slice> map) {
        double deviation = PERCENT / 100.0 * range.width();
        float[] mean = new float[image.size()];
        Slice last = image;
        for (int copy = 0; copy < COPIES; copy++) {
            Random random = new Random(SEED + copy);
            float[] noisy = image.toArray();
            for (int i = 0; i < noisy.length; i++) {
                noisy[i] += (float) (deviation * random.nextGaussian());
            }
            last = map.apply(image.withPixels(noisy));
            for (int i = 0; i < mean.length; i++) {
                mean[i] += last.at(i) / COPIES;
            }
        }
        return last.withPixels(mean);
    }
}
